"""Who promotes digitalisation in each department (推進主任・推進員): kinds of officers, who holds them, from when to when."""
