import { type Decision, tidyDecision } from '../../../shared/domain/decision.ts'
import { DreadValues, dreadFactors } from '../../../shared/domain/dread.ts'
import { PlainDate } from '../../../shared/domain/id.ts'
import type { ColumnField } from '../../../shared/list/register-columns.ts'
import { dayOf } from './day.ts'

const responses: readonly (readonly [RegExp, Decision['response']])[] = [
  [/^(?:mitigat|reduc|treat|fix|mindern|behandeln|vermindern|behoben|umgesetzt)/i, 'mitigate'],
  [/^(?:accept|akzept|angenommen|tolerat)/i, 'accept'],
  [/^(?:transfer|share|.bertrag|verlager)/i, 'transfer'],
  [/^(?:avoid|vermeiden|vermieden)/i, 'avoid'],
  [/^(?:eliminat|beseitig)/i, 'eliminate'],
]

function responseOf(text: string): Decision['response'] | undefined {
  return responses.find(([pattern]) => pattern.test(text))?.[1]
}

/** A cell of the row by its field, empty where there is none. */
export type Cell = (field: ColumnField, limit?: number) => string
/** Says of a column's cell what it should have been. */
export type Tell = (column: ColumnField, expected: string) => void

/** A decision where a column names one of the responses; a status such as "Mitigated" is one too. */
export function decisionOfRow(get: Cell, tell: Tell): Decision | null {
  const response = responseOf(get('response')) ?? responseOf(get('status'))
  if (get('response') !== '' && responseOf(get('response')) === undefined) tell('response', 'mitigate, accept, transfer, avoid or eliminate')
  if (response === undefined) return null
  const day = (field: ColumnField): string | null => {
    const said = PlainDate.safeParse(dayOf(get(field))).data ?? null
    if (get(field) !== '' && said === null) tell(field, 'a day such as 2026-03-31')
    return said
  }
  const values = (field: ColumnField): DreadValues | null => {
    const said = valuesOf(get(field))
    if (get(field) !== '' && said === null) tell(field, 'five whole numbers from 1 to 10')
    return said
  }
  return tidyDecision({
    response,
    rationale: get('rationale'),
    owner: get('owner', 200),
    due: day('due'),
    existingControls: get('existingControls'),
    riskOwner: get('riskOwner', 200),
    approver: get('approver', 200),
    decidedOn: day('decidedOn'),
    conditions: get('conditions'),
    expires: day('expires'),
    current: values('currentScore'),
    target: values('targetScore'),
  })
}

/** The five values in the order of the word: `8 7 6 9 5`, also `8/7/6/9/5`. */
function valuesOf(text: string): DreadValues | null {
  const numbers = text.split(/[^\d]+/).filter((piece) => piece !== '').map(Number)
  return numbers.length === dreadFactors.length ? (DreadValues.safeParse(Object.fromEntries(dreadFactors.map((factor, index) => [factor, numbers[index]]))).data ?? null) : null
}
