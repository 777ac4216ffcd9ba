"""People judge what was read: in the terminal or in a spreadsheet, and how well they agree."""
