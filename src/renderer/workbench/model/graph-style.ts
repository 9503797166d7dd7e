import type { EdgeSingular, NodeSingular, StylesheetJson } from 'cytoscape'
import { fontFamily, type Palette } from '../../ui/tokens.ts'
import { containerPadding, flowLabelWidth } from './layout-graph.ts'
import { lineHeight } from './node-size.ts'

/** A store stands between two lines: a gradient with hard stops, since a node has no single borders and pictures are slow. */
function betweenLines(line: string, fill: string, pixels: number) {
  return {
    'background-gradient-stop-colors': [line, line, fill, fill, line, line],
    'background-gradient-stop-positions': (node: NodeSingular) => {
      const share = (100 * pixels) / Number(node.data('h'))
      return [0, share, share, 100 - share, 100 - share, 100].map((stop) => `${stop}%`)
    },
  }
}

// What is seen moves to a canvas renderer of our own (scene.ts, paint-*.ts), with Cytoscape kept for the model, gestures and events: add no looks here.
/** The data-flow notation in the colours of a theme. Reads in grey as well: every kind has its own outline. */
export function graphStyle(palette: Palette): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        width: 'data(w)',
        height: 'data(h)',
        label: 'data(label)',
        'font-family': fontFamily,
        'font-size': 14,
        'font-weight': 500,
        'line-height': lineHeight / 16.5,
        color: palette.text,
        'text-wrap': 'wrap',
        'text-max-width': 'data(t)',
        'text-valign': 'center',
        'text-halign': 'center',
        'min-zoomed-font-size': 6.5,
        'background-color': palette.surface,
        'border-width': 1.5,
        'border-color': palette.muted,
        'overlay-opacity': 0,
      },
    },
    { selector: '.process', style: { shape: 'round-rectangle', 'corner-radius': '26' } },
    { selector: '.external', style: { shape: 'rectangle', 'border-width': 2, 'background-color': palette.background } },
    {
      selector: '.store',
      style: {
        shape: 'rectangle',
        'border-width': 0,
        'background-fill': 'linear-gradient',
        'background-gradient-direction': 'to-bottom',
        ...betweenLines(palette.muted, palette.surface, 1.9),
      },
    },
    {
      selector: '.container',
      style: { 'text-valign': 'top', 'text-margin-y': 25, 'background-opacity': 0.6, padding: `${containerPadding}px`, 'corner-radius': '14' },
    },
    {
      selector: '.boundary',
      style: {
        shape: 'round-rectangle',
        'corner-radius': '10',
        'background-color': palette.accentSoft,
        'background-opacity': 0.34,
        'border-width': 1.5,
        'border-style': 'dashed',
        'border-dash-pattern': [7, 5],
        'border-color': palette.muted,
        'font-size': 13,
        'font-weight': 600,
        color: palette.muted,
        'text-valign': 'top',
        'text-margin-y': 25,
        'min-zoomed-font-size': 5,
      },
    },
    { selector: '.boundary.line', style: { shape: 'rectangle', 'background-opacity': 0, 'text-margin-y': -6 } },
    { selector: '.free', style: { shape: 'ellipse', 'border-style': 'dashed', 'background-color': palette.background } },
    {
      selector: 'edge',
      style: {
        width: 1.6,
        'curve-style': 'bezier',
        'control-point-step-size': 56,
        'line-color': palette.muted,
        'line-opacity': 0.8,
        'target-arrow-shape': 'triangle',
        'target-arrow-color': palette.muted,
        'source-arrow-color': palette.muted,
        'arrow-scale': 1.05,
        label: 'data(label)',
        'font-family': fontFamily,
        'font-size': 12,
        color: palette.text,
        'text-wrap': 'wrap',
        'text-max-width': `${flowLabelWidth}px`,
        'text-background-color': palette.background,
        'text-background-opacity': 0.9,
        'text-background-padding': '3px',
        'text-background-shape': 'roundrectangle',
        'min-zoomed-font-size': 7.5,
        'overlay-opacity': 0,
      },
    },
    {
      selector: 'edge.routed',
      style: {
        'curve-style': 'unbundled-bezier',
        'control-point-distances': 'data(bend)',
        'control-point-weights': 0.5,
        'edge-distances': 'node-position',
        'text-margin-x': (edge: EdgeSingular) => Number(edge.data('lx')),
        'text-margin-y': (edge: EdgeSingular) => Number(edge.data('ly')),
      },
    },
    { selector: 'edge.both', style: { 'source-arrow-shape': 'triangle' } },
    { selector: 'edge.dangling', style: { 'line-style': 'dashed' } },
    // Far away, arrows and curves are smaller than a pixel and cost as much as near.
    { selector: 'edge.far', style: { 'curve-style': 'haystack', 'haystack-radius': 0, 'target-arrow-shape': 'none', 'source-arrow-shape': 'none', width: 2.4, 'line-opacity': 0.55, label: '' } },
    { selector: 'node.far', style: { label: '' } },
    { selector: 'node.boundary.far', style: { label: 'data(label)' } },
    { selector: 'node.dim', style: { opacity: 0.22 } },
    // A container's opacity would reach everything inside it.
    { selector: '.container.dim', style: { opacity: 1, 'background-opacity': 0.08, 'border-opacity': 0.35, 'text-opacity': 0.4 } },
    { selector: 'edge.dim', style: { opacity: 0.16 } },
    { selector: 'node.evidence', style: { 'border-width': 3, 'border-color': palette.accent, 'underlay-color': palette.accent, 'underlay-opacity': 0.12, 'underlay-padding': 6 } },
    { selector: '.store.evidence', style: { 'border-width': 0, ...betweenLines(palette.accent, palette.surface, 3.2) } },
    {
      selector: 'edge.evidence',
      style: { width: 3.2, 'line-color': palette.accent, 'line-opacity': 1, 'target-arrow-color': palette.accent, 'source-arrow-color': palette.accent, 'font-weight': 600, 'z-index': 9 },
    },
    { selector: 'node.chosen', style: { 'border-width': 3, 'border-color': palette.accent, 'underlay-color': palette.accent, 'underlay-opacity': 0.2, 'underlay-padding': 7 } },
    { selector: '.boundary.chosen', style: { 'underlay-opacity': 0.06 } },
    { selector: '.store.chosen', style: { 'border-width': 0, ...betweenLines(palette.accent, palette.surface, 3.2) } },
    {
      selector: 'edge.chosen',
      style: { width: 3.2, 'line-color': palette.accent, 'line-opacity': 1, 'target-arrow-color': palette.accent, 'source-arrow-color': palette.accent, 'font-weight': 600, color: palette.accent, 'z-index': 10 },
    },
    { selector: '.drop', style: { 'border-color': palette.accent, 'border-width': 3, 'border-style': 'solid' } },
    { selector: '.source-end', style: { 'border-color': palette.accent, 'border-style': 'dashed', 'border-width': 3 } },
  ]
}
