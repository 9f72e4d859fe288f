"""The city's file register (文書ファイル簿): which document of this system is kept how, until when, and what becomes of it then."""
