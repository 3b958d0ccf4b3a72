"""Colours that colour-blind readers can tell apart, after Okabe and Ito, "Color Universal Design" (2008).

Nothing is told by colour alone: whatever has another colour also has another shape, so that a
picture can be printed in grey.
"""

BLACK = "#000000"
BLUE = "#0072B2"
ORANGE = "#E69F00"
GREEN = "#009E73"
PURPLE = "#CC79A7"
SKY = "#56B4E9"
VERMILLION = "#D55E00"

GREY = "#6B6B6B"
PALE = "#B5B5B5"
FAINT = "#E4E4E4"
BAND = "#E3F1FB"  # SKY, very light

__all__ = ["BAND", "BLACK", "BLUE", "FAINT", "GREEN", "GREY", "ORANGE", "PALE", "PURPLE", "SKY", "VERMILLION"]
