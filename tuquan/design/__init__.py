"""What web and portal are drawn with: components, styles, scripts, fonts."""
