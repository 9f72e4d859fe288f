"""The public site cut into pieces for a content management system: fragments without script, attachments, an upload list."""
