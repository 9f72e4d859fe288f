"""What answers to a questionnaire come to. Pure: values in, values out, no Django.

It stands in this room because nothing outside it counts answers: a questionnaire is no part of a plan, and no edition holds one.
"""
