"""The look: colors, sizes, fonts, palette and style sheet, computed from scheme, font and scale."""
