"""Published documents read into a draft of a plan: lines, the labels that their sheets carry, figures as printed, doubts."""
