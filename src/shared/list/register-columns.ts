import { dreadFactors } from '../domain/dread.ts'

/** What a column of a register may be. `left-out` is any number of columns that nobody needs. */
export const columnFields = [
  'id', 'title', 'description', 'stride', 'affected', 'evidence', 'references', 'mitigations', 'marker', 'confidence', ...dreadFactors,
  'total', 'severity', 'score', 'status', 'response', 'rationale', 'owner', 'due', 'existingControls',
  'riskOwner', 'approver', 'decidedOn', 'conditions', 'expires', 'currentScore', 'targetScore', 'statement', 'concerns', 'actions', 'left-out',
] as const
export type ColumnField = (typeof columnFields)[number]

/** What each column is, by its header; one that is not here is kept with the row as it is. */
export type ColumnMapping = Record<string, ColumnField>

/** How headers name the fields in English and German, folded: lower case, without accents, words with single spaces. More particular ones first. */
const names: readonly (readonly [ColumnField, readonly string[]])[] = [
  ['id', ['id', 'threat id', 'nr', 'no', 'number', 'nummer', 'key', 'kennung', 'ref', 'bedrohungs id', '#']],
  ['title', ['title', 'titel', 'threat', 'bedrohung', 'name', 'summary', 'threat title', 'threat name', 'bezeichnung', 'risk', 'risiko', 'kurzbeschreibung', 'short description']],
  ['description', ['description', 'beschreibung', 'details', 'why', 'threat description', 'warum', 'statement', 'szenario', 'scenario', 'threat statement']],
  ['stride', ['stride', 'category', 'kategorie', 'stride category', 'stride kategorie', 'threat type', 'threat category', 'bedrohungsart', 'type', 'typ']],
  ['affected', ['affected', 'affected element', 'affected elements', 'element', 'elements', 'component', 'komponente', 'asset', 'target', 'betroffen', 'betroffenes element', 'betroffene elemente', 'betroffene komponente', 'interaction', 'ziel', 'diagram element']],
  ['evidence', ['evidence', 'beleg', 'belege', 'nachweis', 'nachweise']],
  ['references', ['references', 'reference', 'referenzen', 'referenz', 'cwe', 'capec', 'asvs', 'verweise', 'refs']],
  ['mitigations', ['mitigations', 'mitigation', 'massnahme', 'massnahmen', 'gegenmassnahme', 'gegenmassnahmen', 'countermeasure', 'countermeasures', 'controls', 'recommendation', 'recommendations', 'empfehlung', 'possible mitigations', 'possible mitigation s']],
  ['marker', ['marker', 'markierung', '+ -']],
  ['confidence', ['confidence', 'konfidenz', 'sicherheit der aussage']],
  ['damage', ['damage', 'schaden', 'd1', 'damage potential', 'schadenspotenzial', 'schadenspotential']],
  ['reproducibility', ['reproducibility', 'reproduzierbarkeit', 'r', 'wiederholbarkeit']],
  ['exploitability', ['exploitability', 'ausnutzbarkeit', 'e', 'angreifbarkeit']],
  ['affectedUsers', ['affectedusers', 'affected users', 'users', 'betroffene nutzer', 'betroffene benutzer', 'betroffene anwender', 'a', 'betroffene nutzer innen']],
  ['discoverability', ['discoverability', 'auffindbarkeit', 'entdeckbarkeit', 'd2']],
  ['total', ['total', 'summe', 'gesamt', 'dread total', 'dread', 'sum', 'gesamtwert', 'dread summe', 'dread score']],
  ['severity', ['importedseverity', 'severity', 'schweregrad', 'priority', 'prioritat', 'risk level', 'risikostufe', 'schwere', 'rating', 'band', 'stufe']],
  ['score', ['importedscore', 'score', 'wert', 'punkte', 'punktzahl', 'mean', 'mittelwert', 'risk score']],
  ['status', ['status', 'state', 'zustand', 'stand']],
  ['response', ['response', 'decision', 'entscheidung', 'treatment', 'behandlung', 'risk response', 'reaktion', 'umgang', 'strategy', 'strategie']],
  ['rationale', ['rationale', 'justification', 'begrundung', 'reason', 'grund']],
  ['owner', ['owner', 'verantwortlich', 'verantwortliche', 'verantwortlicher', 'assignee', 'responsible', 'zustandig', 'eigner']],
  ['due', ['due', 'due date', 'deadline', 'frist', 'fallig', 'fallig am', 'bis', 'termin', 'target date']],
  ['existingControls', ['existingcontrols', 'existing controls', 'vorhandene massnahmen', 'bestehende massnahmen', 'bestehende kontrollen', 'controls in place', 'umgesetzte massnahmen']],
  ['riskOwner', ['riskowner', 'risk owner', 'risikoeigner', 'risikoverantwortlich', 'verantwortet das risiko']],
  ['approver', ['approver', 'approved by', 'genehmigt von', 'freigegeben von']],
  ['decidedOn', ['decidedon', 'decided on', 'decision date', 'entschieden am']],
  ['conditions', ['conditions', 'conditions of acceptance', 'bedingungen', 'auflagen']],
  ['expires', ['expires', 'expires on', 'expiry', 'expiry date', 'valid until', 'holds until', 'gilt bis', 'lauft ab']],
  ['currentScore', ['currentscore', 'current score', 'current dread']],
  ['targetScore', ['targetscore', 'target score', 'target dread', 'residual score']],
  // Of a list with a description too; else it is that.
  ['statement', ['statement', 'threat statement', 'aussage']],
  ['concerns', ['concerns', 'marks', 'kennzeichen', 'safety privacy']],
  ['actions', ['actions', 'planned actions', 'planned mitigations', 'geplante massnahmen']],
]

/** Columns of our own exports that follow from the others, where `ownMarks` say that it is one. */
const derived: ReadonlySet<string> = new Set(['mean', 'severity', 'rank', 'scorefrom', 'lowerquartile', 'upperquartile', 'musttreat', 'gone', 'flags'])
const ownMarks = ['scorefrom', 'musttreat', 'importedseverity']

/** A header as it is compared. */
export function foldedHeader(header: string): string {
  return header.replace(/\u00df/g, 'ss').normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[^a-z0-9#+]+/g, ' ').trim()
}

/**
 * What each column most likely is: a header that names a field, else one that begins with such a name. A field is used once,
 * by the header that names it best. `D` alone is Damage the first time and Discoverability the second.
 */
export function guessMapping(headers: readonly string[]): ColumnMapping {
  const mapping: ColumnMapping = {}
  const used = new Set<ColumnField>()
  const take = (header: string, field: ColumnField): void => {
    if (header === '' || used.has(field) || Object.hasOwn(mapping, header)) return
    mapping[header] = field
    used.add(field)
  }
  const folded = headers.map((header) => ({ header, name: foldedHeader(header) }))
  const own = ownMarks.every((mark) => folded.some(({ name }) => name === mark))
  if (own) for (const { header, name } of folded) if (derived.has(name)) mapping[header] = 'left-out'
  // Names stand in order of preference: a column called "severity" gives way to "importedSeverity".
  for (const [field, known] of names) for (const name of known) for (const one of folded) if (one.name === name) take(one.header, field)
  const letters = folded.filter(({ name }) => /^d ?\d?$/.test(name))
  if (letters.length >= 2) for (const [index, field] of (['damage', 'discoverability'] as const).entries()) take(letters[index]?.header ?? '', field)
  for (const [field, known] of names) {
    for (const name of known) {
      if (name.length < 5) continue
      for (const one of folded) if (one.name.startsWith(`${name} `)) take(one.header, field)
    }
  }
  return mapping
}
