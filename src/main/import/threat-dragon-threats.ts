import { carriedName, carriedThreat } from '../../shared/domain/carried.ts'
import type { Decision } from '../../shared/domain/decision.ts'
import type { Stride } from '../../shared/domain/stride.ts'
import { flagPhrases } from '../../shared/domain/threat.ts'
import type { ImportedThreat } from '../../shared/domain/threat-list.ts'
import { responseOfStatus } from '../../shared/domain/threat-dragon-words.ts'
import { oneLine } from './html-label.ts'
import { field, fieldsOf, textOf } from './lenient.ts'
import { strideOfName } from './stride-names.ts'

const fallback: Stride = 'Tampering'

/** The threat that a record of a cell is. `on` is the cell's id in the source, which `evidenceKeys` name until the model has its keys. */
export function dragonThreat(raw: unknown, on: { id: string; label: string }, unique: (id: string) => string): ImportedThreat {
  const threat = fieldsOf(raw)
  const carried = carriedThreat(field(threat, carriedName))
  const said = (name: string, limit?: number): string => textOf(field(threat, name), limit)
  const type = oneLine(said('type', 200))
  const status = oneLine(said('status', 60))
  const severity = oneLine(said('severity', 60))
  const score = oneLine(said('score', 60))
  const mitigation = filledIn(said('mitigation'))
  const number = oneLine(said('number', 20))
  const id = said('id', 400) || said('threatId', 400)
  const stride = strideOfName(type)
  const primary = stride ?? carried.stride?.[0] ?? fallback
  /** What was carried stands as long as the file's own field is as it was written. */
  const kept = <Value>(name: string, own: string, value: Value | undefined, else_: Value): Value => (value !== undefined && carried.as?.[name] === own ? value : else_)
  const covering = kept('mitigation', mitigation, carried.covering, [])
  const decision = kept('status', status, carried.decision, undefined) ?? decisionOf(status, mitigation)
  const flags = type !== '' && stride === null ? [flagPhrases.say('category-unknown', { category: type, stride: primary })] : []
  if (status !== '' && status !== 'Open' && decision === null) flags.push(flagPhrases.say('state-in-file', { state: status }))
  const title = oneLine(said('title', 2000)).slice(0, 1000) || type || 'Threat'
  return {
    displayId: carried.displayId ?? (/^[1-9]\d*$/.test(number) ? number : ''),
    title,
    description: filledIn(said('description')),
    stride: kept('type', type, carried.stride, [primary]),
    marker: carried.marker ?? 'none',
    confidence: carried.confidence ?? 'confirmed',
    affectedLabels: carried.affected ?? (on.label === '' ? [] : [on.label]),
    evidenceKeys: carried.evidence ?? [on.id],
    references: (carried.references ?? []).map((text) => ({ text, flag: null, readAs: null })),
    mitigations: kept('mitigation', mitigation, carried.mitigations, mitigation.trim() === '' ? [] : [mitigation]),
    score: {
      dread: carried.dread ?? null,
      total: carried.total ?? null,
      severity: kept('severity', severity, carried.severity, severity === '' || severity === 'TBD' ? null : severity),
      score: kept('score', score, carried.score, score === '' ? null : score),
    },
    ...(decision ? { decision } : {}),
    ...(carried.statement ? { statement: carried.statement } : {}),
    ...(carried.concerns ? { concerns: carried.concerns } : {}),
    ...(covering.length > 0 ? { covering } : {}),
    layout: {
      'threat-id': unique(id || `${on.id}/${type}/${title}`.slice(0, 400)),
      ...(id === '' ? {} : { 'td-id': id }),
      ...(type === '' ? {} : { 'td-type': type }),
      ...(status === '' ? {} : { 'td-status': status }),
      ...(said('modelType', 60) === '' ? {} : { 'td-model': said('modelType', 60) }),
      ...(number === '' ? {} : { 'td-number': number }),
    },
    flags,
  }
}

/** What the tool writes into a new threat until somebody fills it in says nothing. */
function filledIn(text: string): string {
  return /^Provide (?:a description for this threat|remediation for this threat(?: or a reason if status is N\/A)?)\.?$/i.test(text.trim()) ? '' : text
}

/** What the status says was decided. The file has no more words for it than the mitigation. */
function decisionOf(status: string, mitigation: string): Decision | null {
  const response = responseOfStatus(status)
  if (response === null) return null
  const done = response === 'mitigate'
  return { response, rationale: done ? '' : mitigation || flagPhrases.say('state-in-file', { state: status }), owner: '', due: null, existingControls: done ? mitigation : '' }
}
