import type { Element, Flow } from '../../src/shared/domain/model.ts'
import { strideCategories } from '../../src/shared/domain/stride.ts'
import type { ImportFormat } from '../../src/shared/domain/import.ts'
import { generatedModel } from '../fixtures/stride/generate.ts'
import { scaleTm7 } from './scale-tm7.ts'
import { textPart, zipOf } from './zip.ts'

/** How much a file holds: of a diagram its elements and flows, of a list its threats. */
export interface Scale {
  elements: number
  flows: number
  threats: number
}

/** A file of each format as its own tool writes it, with all the words that such a file spends on a part. */
export interface ScaleFile {
  what: string
  format: Exclude<ImportFormat, 'dread'>
  name: string
  kind: 'diagram' | 'list'
  make: (scale: Scale) => Uint8Array
}

const places = (at: number) => ({ x: (at % 40) * 160, y: Math.floor(at / 40) * 90 })
const model = ({ elements, flows }: Scale) => generatedModel(elements, flows, 1)
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value, null, 2))
const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const guid = (letter: string, at: number): string => `${letter}0000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const number = (id: string | null): number => Number((id ?? '').replace(/^\D+/, ''))
const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at)

function mermaid(scale: Scale): Uint8Array {
  const { boundaries, elements, flows } = model(scale)
  const lines = ['flowchart LR']
  for (const { id, label } of boundaries) {
    lines.push(`  subgraph ${id}["${label}"]`)
    for (const element of elements.slice(number(id) * 25, number(id) * 25 + 25)) lines.push(`    ${element.id}["${element.label}"]`)
    lines.push('  end')
  }
  for (const { source, target, label } of flows) lines.push(`  ${String(source)} -->${label === '' ? '' : `|"${label}"|`} ${String(target)}`)
  return utf8(lines.join('\n'))
}

function drawio(scale: Scale): Uint8Array {
  const { boundaries, elements, flows } = model(scale)
  const box = (id: string, label: string, parent: string, style: string, { x, y }: { x: number; y: number }) =>
    `        <mxCell id="${id}" value="${xml(label)}" style="${style}" vertex="1" parent="${parent}">\n          <mxGeometry x="${String(x)}" y="${String(y)}" width="120" height="60" as="geometry"/>\n        </mxCell>`
  const cells = [
    ...boundaries.map(({ id, label }, at) => box(id, label, '1', 'swimlane;whiteSpace=wrap;html=1;container=1;', places(at * 20))),
    ...elements.map(({ id, label, parent }, at) => box(id, `<b>${label}</b>`, parent ?? '1', 'rounded=0;whiteSpace=wrap;html=1;fillColor=#dae8fc;strokeColor=#6c8ebf;', places(at % 25))),
    ...flows.map(({ id, label, source, target }) => `        <mxCell id="${id}" value="${xml(label)}" style="edgeStyle=orthogonalEdgeStyle;rounded=0;html=1;entryX=0;entryY=0.5;" edge="1" parent="1" source="${String(source)}" target="${String(target)}">\n          <mxGeometry relative="1" as="geometry"/>\n        </mxCell>`),
  ]
  return utf8(`<mxfile host="own">\n  <diagram id="d" name="Large">\n    <mxGraphModel>\n      <root>\n        <mxCell id="0"/>\n        <mxCell id="1" parent="0"/>\n${cells.join('\n')}\n      </root>\n    </mxGraphModel>\n  </diagram>\n</mxfile>\n`)
}

function threatDragon(scale: Scale): Uint8Array {
  const { boundaries, elements, flows } = model(scale)
  const attrs = { text: { text: 'x' }, body: { stroke: '#333333', strokeWidth: 1.5, strokeDasharray: null } }
  const ports = { groups: Object.fromEntries(['top', 'right', 'bottom', 'left'].map((side) => [side, { position: side, attrs: { circle: { r: 4, magnet: true, stroke: '#5F95FF', strokeWidth: 1, fill: '#fff', style: { visibility: 'hidden' } } } }])), items: ['top', 'right', 'bottom', 'left'].map((group) => ({ group, id: `${group}-port` })) }
  const threat = (at: number) => ({ id: guid('a', at), number: at + 1, title: `Threat ${String(at + 1)}`, type: strideCategories[at % 6], status: 'Open', severity: 'Medium', score: '', description: 'Somebody does what nobody should.', mitigation: '', modelType: 'STRIDE', new: false })
  let given = 0
  const cells = [
    ...boundaries.map(({ label }, at) => ({ position: places(at), size: { width: 500, height: 400 }, attrs, visible: true, shape: 'trust-boundary-box', id: guid('b', at), zIndex: -1, data: { type: 'tm.BoundaryBox', name: label, description: '', isTrustBoundary: true, hasOpenThreats: false } })),
    ...elements.map(({ label }, at) => ({ position: places(at), size: { width: 112, height: 60 }, attrs, visible: true, shape: 'process', zIndex: 1, id: guid('e', at), ports, data: { type: 'tm.Process', name: label, description: '', outOfScope: false, reasonOutOfScope: '', hasOpenThreats: false, handlesCardPayment: false, handlesGoodsOrServices: false, isWebApplication: at % 3 === 0, privilegeLevel: '', threats: given < scale.threats ? [threat((given += 1) - 1)] : [] } })),
    ...flows.map(({ label, source, target, bidirectional }, at) => ({ shape: 'flow', id: guid('f', at), zIndex: 10, width: 200, height: 100, attrs: { line: { stroke: '#333333', strokeWidth: 1.5, targetMarker: { name: 'block' }, sourceMarker: { name: '' }, strokeDasharray: null } }, connector: 'smooth', labels: [{ markup: [{ tagName: 'ellipse', selector: 'labelBody' }, { tagName: 'text', selector: 'labelText' }], attrs: { labelText: { text: label, textAnchor: 'middle', textVerticalAnchor: 'middle' } }, position: 0.5 }], source: { cell: guid('e', number(source)), port: 'right-port' }, target: { cell: guid('e', number(target)), port: 'left-port' }, vertices: [], data: { type: 'tm.Flow', name: label, description: '', outOfScope: false, isBidirectional: bidirectional, reasonOutOfScope: '', protocol: label, isEncrypted: false, isPublicNetwork: false, hasOpenThreats: false, threats: [] } })),
  ]
  return json({ version: '2.4.0', summary: { title: 'Large', owner: '', description: '', id: 0 }, detail: { contributors: [], diagrams: [{ id: 0, title: 'Large', diagramType: 'STRIDE', placeholder: '', thumbnail: '', version: '2.4.0', cells }], diagramTop: 1, reviewer: '', threatTop: scale.threats } })
}

function otm(scale: Scale) {
  const { boundaries, elements, flows } = model(scale)
  const place = (id: string, at: number) => [{ representation: 'plan', id: `${id}-plan`, position: places(at), size: { width: 120, height: 60 } }]
  return {
    otmVersion: '0.2.0',
    project: { name: 'Large', id: 'large', description: 'A large system' },
    representations: [{ name: 'Plan', id: 'plan', type: 'diagram', size: { width: 6400, height: 4000 } }],
    trustZones: boundaries.map(({ id, label }, at) => ({ id, name: label, type: 'private-secured', risk: { trustRating: 60 }, representations: place(id, at) })),
    components: elements.map(({ id, label, parent }, at) => ({ id, name: label, type: 'web-service', description: 'A part of it', parent: { trustZone: parent }, tags: ['web'], representations: place(id, at), threats: at < scale.threats ? [{ threat: `t${String(at)}`, state: 'exposed', mitigations: [{ mitigation: 'm0', state: 'recommended' }] }] : [], attributes: { owner: 'Team' } })),
    dataflows: flows.map(({ id, label, source, target, bidirectional }) => ({ id, name: label, bidirectional, source, destination: target, attributes: { protocol: label } })),
    threats: numbers(Math.min(scale.threats, elements.length)).map((at) => ({ id: `t${String(at)}`, name: `Threat ${String(at)}`, categories: [strideCategories[at % 6]], cwes: ['CWE-319'], risk: { likelihood: 50, impact: 50 } })),
    mitigations: [{ id: 'm0', name: 'Encrypt', riskReduction: 50 }],
  }
}

const scalar = (value: unknown): string => JSON.stringify(value)

/** Block style, as tools write it. */
function yaml(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []\n'
    return `\n${value.map((one: unknown) => (typeof one === 'object' && one !== null ? `${indent}-${yaml(one, `${indent}  `).replace(/^\n\s*/, ' ')}` : `${indent}- ${scalar(one)}\n`)).join('')}`
  }
  if (typeof value !== 'object' || value === null) return ` ${scalar(value)}\n`
  const entries = Object.entries(value)
  if (entries.length === 0) return ' {}\n'
  return `\n${entries.map(([key, one]) => `${indent}${/^[\w-]+$/.test(key) ? key : scalar(key)}:${yaml(one, `${indent}  `)}`).join('')}`
}

function threagile(scale: Scale): Uint8Array {
  const { boundaries, elements, flows } = model(scale)
  const links = new Map<string, Flow[]>()
  for (const flow of flows) links.set(flow.source ?? '', [...(links.get(flow.source ?? '') ?? []), flow])
  const asset = ({ id, label }: Element) => [label, {
    id, description: 'A part of it', type: 'process', usage: 'business', used_as_client_by_human: false, out_of_scope: false, justification_out_of_scope: '', size: 'application', technology: 'web-server', tags: [], internet: false, machine: 'virtual',
    encryption: 'none', owner: 'Team', confidentiality: 'internal', integrity: 'important', availability: 'important', justification_cia_rating: 'As agreed', multi_tenant: false, redundant: false, custom_developed_parts: true, data_assets_processed: ['records'], data_assets_stored: [], data_formats_accepted: ['json'],
    communication_links: Object.fromEntries((links.get(id) ?? []).map((flow) => [`${flow.label} ${flow.id}`, { target: flow.target, description: 'Calls it', protocol: 'https', authentication: 'token', authorization: 'technical-user', tags: [], vpn: false, ip_filtered: false, readonly: false, usage: 'business', data_assets_sent: ['records'], data_assets_received: [] }])),
  }] as const
  const whole = {
    threagile_version: '1.0.0', title: 'Large', data_assets: { Records: { id: 'records', description: 'x', usage: 'business', tags: [], origin: '', owner: '', quantity: 'many', confidentiality: 'confidential', integrity: 'important', availability: 'important', justification_cia_rating: '' } },
    technical_assets: Object.fromEntries(elements.map(asset)),
    trust_boundaries: Object.fromEntries(boundaries.map(({ id, label }, at) => [`${label} ${String(at)}`, { id, description: '', type: 'network-on-prem', tags: [], technical_assets_inside: elements.filter(({ parent }) => parent === id).map((one) => one.id), trust_boundaries_nested: [] }])),
  }
  return utf8(yaml(whole).trimStart())
}

function threatComposer({ threats }: Scale): Uint8Array {
  const meta = (at: number) => [{ key: 'Priority', value: 'Medium' }, { key: 'STRIDE', value: ['STRIDE'.charAt(at % 6)] }, { key: 'Comments', value: 'Talked about in spring' }]
  return json({
    schema: 1, applicationInfo: { name: 'Large', description: 'A large system' }, architecture: { description: '' }, dataflow: { description: '' }, assumptions: [], assumptionLinks: [],
    mitigations: numbers(threats).map((at) => ({ id: guid('b', at), numericId: at + 1, displayOrder: at + 1, content: `Look at it, way ${String(at)}`, status: 'mitigationIdentified', tags: [], metadata: [] })),
    mitigationLinks: numbers(threats).map((at) => ({ mitigationId: guid('b', at), linkedId: guid('a', at) })),
    threats: numbers(threats).map((at) => ({ id: guid('a', at), numericId: at + 1, displayOrder: at + 1, metadata: meta(at), tags: ['CWE-319'], threatSource: 'visitor with an account', prerequisites: 'who stands nearby', threatAction: `read what part ${String(at)} shows`, threatImpact: 'others knowing it', impactedGoal: ['confidentiality'], impactedAssets: ['records'], statement: `A visitor with an account who stands nearby can read what part ${String(at)} shows`, status: 'threatIdentified' })),
  })
}

function tmBom(scale: Scale): Uint8Array {
  const { boundaries, elements, flows } = model(scale)
  return json({
    $schema: 'https://github.com/OWASP/www-project-threat-model-library/blob/v1.0.1/threat-model.schema.json', version: '1', scope: { title: 'Large', description: '', business_criticality: 'low', data_sensitivity: [], exposure: 'external', tier: 'important' },
    trust_zones: boundaries.map(({ id, label }) => ({ symbolic_name: id, title: label, description: '' })), trust_boundaries: [], actors: [],
    components: elements.map(({ id, label, parent }) => ({ symbolic_name: id, title: label, description: 'A part of it', trust_zone: parent, repo_link: 'https://example.org' })), data_stores: [], data_sets: [],
    data_flows: flows.map(({ id, label, source, target }) => ({ symbolic_name: id, title: label, description: '', source: { type: 'component', object: source }, destination: { type: 'component', object: target }, has_sensitive_data: true, encrypted: false })),
    threats: numbers(scale.threats).map((at) => ({ symbolic_name: `t${String(at)}`, title: `Records leak ${String(at)}`, description: 'x', event: 'Somebody reads them', sources: ['adversarial'], threat_persona: 'moth', components_affected: [`e${String(at % scale.elements)}`], weaknesses: [{ cwe_id: 311 }] })),
    threat_personas: [{ symbolic_name: 'moth', title: 'Moth' }], controls: numbers(100).map((at) => ({ symbolic_name: `c${String(at)}`, title: 'Encrypt', description: '', threats: [`t${String(at)}`], status: 'active' })), risks: numbers(100).map((at) => ({ symbolic_name: `r${String(at)}`, title: 'Risk', threats: [`t${String(at)}`], likelihood: 'low', impact: 'low', score: 3, level: 'low' })),
  })
}

function pytm(scale: Scale): Uint8Array {
  const { boundaries, elements, flows } = model(scale)
  const controls = Object.fromEntries(['authenticatesDestination', 'authenticatesSource', 'authorizesSource', 'checksInputBounds', 'encodesOutput', 'hasAccessControl', 'implementsAuthenticationScheme', 'isEncrypted', 'isEncryptedAtRest', 'isHardened', 'sanitizesInput', 'usesMFA', 'validatesInput'].map((name) => [name, false]))
  return json({
    name: 'Large', description: 'x', isOrdered: true, onDuplicates: 'Action.NO_ACTION', assumptions: [], actors: [], data: [],
    boundaries: boundaries.map(({ label }, at) => ({ __class__: 'Boundary', name: `${label} ${String(at)}`, inBoundary: null, maxClassification: 'Classification.UNKNOWN' })),
    assets: elements.map(({ label, parent }) => ({ __class__: 'Server', name: label, inBoundary: `${boundaries[number(parent)]?.label ?? ''} ${String(number(parent))}`, inScope: true, controls, OS: '', port: 443, protocol: 'HTTPS', data: [], onAWS: true, usesCache: false, findings: [] })),
    flows: flows.map(({ label, source, target }) => ({ __class__: 'Dataflow', name: label, source: elements[number(source)]?.label, sink: elements[number(target)]?.label, controls, protocol: 'HTTPS', dstPort: 443, srcPort: -1, isResponse: false, order: -1, data: [], note: '' })),
    findings: numbers(scale.threats).map((at) => ({ target: elements[at % scale.elements]?.label, threat_id: 'INP01', description: `Flooding ${String(at)}`, details: 'Too much of it', severity: 'High', mitigations: 'Less of it', references: 'https://example.org, CWE-400', response: '' })),
  })
}

function graph(scale: Scale) {
  const { boundaries, elements, flows } = model(scale)
  return {
    nodes: elements.map(({ id, label, parent }) => ({ id, label, zone: boundaries[number(parent)]?.id, zones: [parent], type: 'service', data: ['PII'], auth: true, notes: '' })),
    edges: flows.map(({ id, label, source, target }) => ({ id, src: source, dst: target, label, protocol: 'HTTPS', data: ['Internal'] })),
    zones: Object.fromEntries(boundaries.map(({ id, label }) => [id, { id, name: label }])),
  }
}

function thinkerIr(scale: Scale): Uint8Array {
  const whole = graph(scale)
  return json({ ...whole, nodes: Object.fromEntries(whole.nodes.map((node) => [node.id, node])) })
}

function thinkerJson(scale: Scale): Uint8Array {
  const { nodes, edges } = graph(scale)
  const threats = numbers(scale.threats).map((at) => ({ id: `T${String(at)}`, title: `Leak ${String(at)}`, stride: ['Information Disclosure'], severity: 'High', score: 8, affected: [nodes[at % scale.elements]?.label], why: 'No protocol is known.', recommended_action: 'Use TLS.', references: ['CWE-319'], evidence: { nodes: [`e${String(at % scale.elements)}`], edges: [] }, confidence: 0.9 }))
  return json({ generated_at: '2026-01-02T03:04:05Z', count: threats.length, threats, import_metrics: {}, graph: { nodes, edges } })
}

function thinkerTable({ threats }: Scale): Uint8Array {
  const rows = numbers(threats).map((at) => `| T${String(at)} | High | Leak ${String(at)} | No protocol is known. | Booking site, Bookings | Information Disclosure, Tampering | CWE-319, ASVS V9.1.1 | booking_site, bookings, booking_site->bookings | 8.0 |`)
  return utf8(`# Threat Analysis Report\n\nGenerated: 2026-01-02\n\n| ID | Severity | Title | Why | Affected | STRIDE | References | Evidence | Score |\n|---|---|---|---|---|---|---|---|---|\n${rows.join('\n')}\n`)
}

function strideList({ threats }: Scale): Uint8Array {
  const rows = (category: string, section: number) => numbers(Math.ceil(threats / 6)).map((at) => `• ${category.charAt(0)}${String(section)}-${String(at + 1)} – What goes wrong ${String(at)}  +\n  Description: An attacker does what nobody expects, in way ${String(at)}.\n  D:7 R:8 E:7 A:6 Di:8 → Total:36\n\n`).join('')
  return utf8(strideCategories.map((category, at) => `${String(at + 1)}. ${category.toUpperCase()}\n${rows(category, at)}`).join('\n'))
}

const columns = ['ID', 'Title', 'Description', 'STRIDE', 'Affected', 'Severity', 'Damage', 'Reproducibility', 'Exploitability', 'Affected users', 'Discoverability', 'Mitigation', 'Owner', 'Team']

function rows(threats: number): string[][] {
  return numbers(threats).map((at) => [`T${String(at)}`, `Leak ${String(at)}`, 'Somebody reads, and tells', strideCategories[at % 6] ?? '', 'Booking site', 'High', '7', '8', '7', '6', '8', 'Use TLS; look at it', 'Kim', 'Blue'])
}

function csv({ threats }: Scale): Uint8Array {
  return utf8([columns, ...rows(threats)].map((row) => row.map((cell) => (/[,"\n]/.test(cell) ? `"${cell}"` : cell)).join(',')).join('\r\n'))
}

function xlsx({ threats }: Scale): Uint8Array {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const strings: string[] = []
  const known = new Map<string, number>()
  const shared = (text: string): number => {
    const at = known.get(text) ?? strings.push(text) - 1
    known.set(text, at)
    return at
  }
  const sheet = [columns, ...rows(threats)].map((row, line) => `<row r="${String(line + 1)}" spans="1:${String(row.length)}">${row.map((cell, at) => `<c r="${String.fromCharCode(65 + at)}${String(line + 1)}" s="1" t="s"><v>${String(shared(cell))}</v></c>`).join('')}</row>`).join('')
  return zipOf([
    textPart('[Content_Types].xml', '<Types/>'),
    textPart('xl/workbook.xml', `<workbook ${main} xmlns:r="r"><sheets><sheet name="Threats" r:id="r1"/></sheets></workbook>`),
    textPart('xl/_rels/workbook.xml.rels', '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
    textPart('xl/sharedStrings.xml', `<sst ${main}>${strings.map((text) => `<si><t>${xml(text)}</t></si>`).join('')}</sst>`),
    textPart('xl/worksheets/sheet1.xml', `<worksheet ${main}><sheetData>${sheet}</sheetData></worksheet>`),
  ])
}

/** A file of every format; of those with several spellings, each. */
export const scaleFiles: readonly ScaleFile[] = [
  { what: 'Mermaid', format: 'mermaid', name: 'large.mmd', kind: 'diagram', make: mermaid },
  { what: 'draw.io', format: 'drawio', name: 'large.drawio', kind: 'diagram', make: drawio },
  { what: 'Threat Dragon', format: 'threat-dragon', name: 'large.json', kind: 'diagram', make: threatDragon },
  { what: 'Microsoft TMT', format: 'tm7', name: 'large.tm7', kind: 'diagram', make: (scale) => utf8(scaleTm7(model(scale), scale.threats)) },
  { what: 'OTM, JSON', format: 'otm', name: 'large.otm', kind: 'diagram', make: (scale) => json(otm(scale)) },
  { what: 'OTM, YAML', format: 'otm', name: 'large.otm.yaml', kind: 'diagram', make: (scale) => utf8(yaml(otm(scale)).trimStart()) },
  { what: 'Threagile', format: 'threagile', name: 'large.yaml', kind: 'diagram', make: threagile },
  { what: 'TM-BOM', format: 'tm-bom', name: 'large.tmbom.json', kind: 'diagram', make: tmBom },
  { what: 'pytm', format: 'pytm', name: 'large.pytm.json', kind: 'diagram', make: pytm },
  { what: 'Threat Thinker IR', format: 'threat-thinker-ir', name: 'large.ir.json', kind: 'diagram', make: thinkerIr },
  { what: 'Threat Thinker report, JSON', format: 'threat-thinker-report', name: 'large-report.json', kind: 'diagram', make: thinkerJson },
  { what: 'Threat Thinker report, table', format: 'threat-thinker-report', name: 'large-report.md', kind: 'list', make: thinkerTable },
  { what: 'Threat Composer', format: 'threat-composer', name: 'large.tc.json', kind: 'list', make: threatComposer },
  { what: 'DREAD list', format: 'stride-list', name: 'large.txt', kind: 'list', make: strideList },
  { what: 'register, CSV', format: 'csv', name: 'large.csv', kind: 'list', make: csv },
  { what: 'register, XLSX', format: 'xlsx', name: 'large.xlsx', kind: 'list', make: xlsx },
]
