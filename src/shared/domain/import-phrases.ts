import { phrasebook } from './phrasebook.ts'

/** What the importers say of a thing that they dropped or guessed (`Dropped.what`). */
export const droppedThings = phrasebook([
  ['text', 'text {text}'],
  ['picture', 'picture {id}'],
  ['cell', 'cell {id}'],
  ['edge', 'edge {id}'],
  ['links', '{count} links'],
  ['link', 'link {ends}'],
  ['node', 'node {text}'],
  ['subgraph', 'subgraph {text}'],
  ['threats', '{count} threats'],
  ['row', 'row {text}'],
  ['section', 'section {text}'],
])

/** Why they dropped or guessed it (`Dropped.why`). */
export const droppedReasons = phrasebook([
  ['note', 'a note on the diagram, not an element'],
  ['icon', 'without label and flows: read as the icon of {host}'],
  ['source-free', 'its source end is free: kept on the diagram, but not analysed'],
  ['target-free', 'its target end is free: kept on the diagram, but not analysed'],
  ['source-missing', 'its source {id} is not an element of the page: kept with a free end, but not analysed'],
  ['target-missing', 'its target {id} is not an element of the page: kept with a free end, but not analysed'],
  ['source-boundary', 'its source is a boundary: kept on the diagram, but not analysed'],
  ['target-boundary', 'its target is a boundary: kept on the diagram, but not analysed'],
  ['ends-at-subgraph', 'it ends at a subgraph: kept on the diagram, but not analysed'],
  ['no-arrowhead-drawn', 'no arrowhead: read as a flow from where it was drawn to where it ends'],
  ['no-arrowhead-written', 'no arrowhead: read as a flow in the order it is written'],
  ['invisible', 'an invisible link only shapes the layout'],
  ['not-parsed', "counted in the text, but mermaid's parser did not give them"],
  ['label-cut', 'label cut from {length} to 500 characters'],
  ['no-category', 'no STRIDE category above it'],
  ['no-title', 'it has no title; kept as text'],
  ['no-description', 'it has no description'],
  ['rating-incomplete', 'it has an incomplete DREAD rating'],
  ['no-rating', 'it has no DREAD rating'],
  ['total-incomplete', 'it has an incomplete total'],
  ['no-total', 'it has no total'],
  ['other-section', 'not one of the six STRIDE categories; kept as text'],
  ['after-table', 'after the table; kept as text'],
  ['type-by-shape', "its type is none of the tool's own: read by its shape as {kind}"],
  ['shape-unknown', 'its shape {shape} is not known'],
  ['here-already', 'here already, from an earlier reading of the file'],
  ['without-value', 'without a value, or more than are read'],
])

/** Where a file was refused (`place` of `INVALID_FILE`). */
export const filePlaces = phrasebook([
  ['whole', 'the whole file'],
  ['front-matter', 'the front matter'],
  ['page', 'page {page} at line {line}'],
  ['line-column', 'line {line}, column {column}'],
  ['line-text', 'line {line}, {text}'],
  ['line', 'line {line}'],
])

/** What was expected there (`expected` of `INVALID_FILE`): the refusals that people meet. Others are shown as the importer worded them. */
export const fileExpectations = phrasebook([
  ['not-empty', 'a file that is not empty'],
  ['size', 'at most {size} MB'],
  ['unpacked-size', 'at most {size} MB once unpacked'],
  ['format-unread', 'one of the formats {formats}; {format} is not read here'],
  ['format', 'one of the formats {formats}'],
  ['utf8', 'UTF-8 text'],
  ['no-nul', 'text without NUL bytes'],
  ['no-dtd', 'a draw.io file without a document type declaration (DTD)'],
  ['xml', 'well-formed XML ({problem})'],
  ['drawio-found', 'a draw.io diagram (mxfile or mxGraphModel), found {found}'],
  ['drawio', 'a draw.io diagram (mxfile or mxGraphModel)'],
  ['page-damaged', 'a compressed draw.io page (base64 of deflated, percent-encoded XML); it is damaged or cut short'],
  ['page-base64', 'a compressed draw.io page (base64)'],
  ['page-empty', 'a compressed draw.io page that is not empty'],
  ['no-element', 'at least one element, found none'],
  ['cut-off', '{missing}; the file ends inside a row'],
  ['circle', 'parents that do not go in a circle'],
  ['tmt-found', "a file of Microsoft's Threat Modeling Tool ({roots}), found {found}"],
  ['tmt-template', 'a model (.tm7); this is a template (.tb7), whose rules run on a model'],
  ['tmt-no-template', 'a Microsoft TMT template (a KnowledgeBase with threat types), found none'],
  ['no-dtd-here', 'a file without a document type declaration (DTD)'],
  ['mermaid-found', 'a Mermaid flowchart ("flowchart" or "graph" first), found {found}'],
  ['mermaid', 'a Mermaid flowchart ("flowchart" or "graph" first)'],
  ['mermaid-syntax', 'valid flowchart syntax{problem}'],
  ['yaml', 'valid YAML ({problem})'],
  ['list', 'a list of threats: STRIDE headings with rows like "• SS1 – Title"'],
  ['table', 'a Markdown table with the columns {columns}'],
])
