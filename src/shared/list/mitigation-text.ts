import { PlainDate } from '../domain/id.ts'
import { emptyMitigation, type ImportedMitigation, MitigationStatus } from '../domain/mitigation.ts'
import { joinCell, splitLines } from './cell-list.ts'
import { cutText } from './list-text.ts'

const fields = ['status', 'requirement', 'owner', 'due', 'ticket', 'test', 'result', 'verifiedOn'] as const

/** What is done about a threat, in one cell: a line each, such as `Sign it | status: planned | owner: Ada | due: 2026-09-30`. */
export function mitigationsText(mitigations: readonly ImportedMitigation[]): string {
  return mitigations.map((one) => joinCell([one.title, ...fields.filter((field) => (one[field] ?? '') !== '').map((field) => `${field}: ${one[field] ?? ''}`)], ' | ')).join('\n')
}

/** The mitigations that such a cell says. A status that is none is taken for planned, a day that is none for no day. */
export function mitigationsOfText(text: string): ImportedMitigation[] {
  return splitLines(text, '|').flatMap(([title = '', ...pieces]) => (title === '' ? [] : [mitigationOf(title, pieces)])).slice(0, 1000)
}

function mitigationOf(title: string, pieces: readonly string[]): ImportedMitigation {
  const said = new Map(pieces.map((piece) => [piece.slice(0, Math.max(0, piece.indexOf(':'))).trim(), piece.slice(piece.indexOf(':') + 1).trim()]))
  const get = (field: (typeof fields)[number], limit = 20_000): string => cutText(said.get(field) ?? '', limit)
  const day = (field: 'due' | 'verifiedOn'): string | null => PlainDate.safeParse(get(field)).data ?? null
  return {
    ...emptyMitigation,
    title: cutText(title, 1000),
    status: MitigationStatus.safeParse(get('status')).data ?? 'planned',
    requirement: get('requirement'),
    owner: get('owner', 200),
    due: day('due'),
    ticket: get('ticket', 2000),
    test: get('test'),
    result: get('result'),
    verifiedOn: day('verifiedOn'),
  }
}
