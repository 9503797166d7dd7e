import type { StylesheetJson } from 'cytoscape'

/**
 * What Cytoscape knows of the diagram's looks: sizes, for gestures. Everything that is seen is painted by the files `paint-*`, so more than
 * this would only make it slower.
 */
export function graphStyle(): StylesheetJson {
  return [
    { selector: 'node', style: { width: 'data(w)', height: 'data(h)', 'overlay-opacity': 0 } },
    // Names that are wider than a node do not widen what is around it.
    { selector: '.container', style: { 'compound-sizing-wrt-labels': 'exclude' } },
  ]
}
