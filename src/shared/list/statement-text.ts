import { noStatement, saysSomething, statementFields, type ThreatStatement } from '../domain/statement.ts'
import { joinCell, splitCell } from './cell-list.ts'
import { cutText } from './list-text.ts'

/** What the parts of a statement are called in a cell. */
const names = { who: 'Who', precondition: 'Given', action: 'Does', impact: 'Impact', asset: 'Asset' } as const satisfies Record<keyof ThreatStatement, string>

/** A threat's statement in one cell: `Who: an insider; Does: copies the list`. */
export function statementText(statement: ThreatStatement | undefined): string {
  return statement === undefined ? '' : joinCell(statementFields.filter((field) => statement[field] !== '').map((field) => `${names[field]}: ${statement[field]}`), '; ')
}

/** The statement that such a cell says; undefined of any other text. What is named by nothing goes on with the part before it. */
export function statementOfText(text: string): ThreatStatement | undefined {
  const said: ThreatStatement = { ...noStatement }
  let last: keyof ThreatStatement | undefined
  for (const piece of splitCell(text)) {
    const field = statementFields.find((one) => piece.toLowerCase().startsWith(`${names[one].toLowerCase()}:`))
    if (field === undefined && last === undefined) return undefined
    if (field !== undefined) said[field] = piece.slice(names[field].length + 1).trim()
    else if (last !== undefined) said[last] = `${said[last]}; ${piece}`
    last = field ?? last
  }
  for (const field of statementFields) said[field] = cutText(said[field], 2000)
  return saysSomething(said) ? said : undefined
}
