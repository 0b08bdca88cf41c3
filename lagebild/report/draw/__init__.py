"""Pictures in the proper sense: map, timeline and range plots as SVG, without script, style or anything from elsewhere.

Colours are attributes, so that they hold in print and in PDF; classes let a page's own style replace them.
"""
