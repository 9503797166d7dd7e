import { phrasebook } from './phrasebook.ts'

/**
 * What is wrong with a rule pack (`text` of a `PackProblem`), as the reader of packs and the libraries under it word it: a page says it in its
 * own language. Who writes packs meets these; others are shown as they are.
 */
export const packPhrases = phrasebook([
  // The whole pack.
  ['too-slow', 'own packs took too long together, and are left out until one of them changes'],
  ['pack-taken', 'pack {pack} is already in {file}'],
  ['rule-taken', 'rule {rule} is already in {file}'],
  ['rules-in-all', 'more than {most} rules in all own packs'],
  ['characters-in-all', 'more than {most} characters in all own packs'],
  ['packs', 'more than {most} packs'],
  ['characters', 'larger than {most} characters'],
  ['bytes', 'larger than {most} bytes'],
  ['not-a-file', 'not a file'],
  ['not-utf8', 'not a text in UTF-8'],
  ['unreadable', 'can not be read'],
  // The text as YAML.
  ['brackets', 'nested deeper than {most} brackets'],
  ['indented', 'indented by more than {most} columns'],
  ['proto', '__proto__ is no name'],
  ['key-twice', 'Map keys must be unique'],
  ['bad-indent', 'All mapping items must start at the same column'],
  ['bad-collection', 'Unexpected {what} token in YAML stream: "{text}"'],
  ['flow-end', 'Flow {what} in block collection must be sufficiently indented and end with a {end}'],
  ['flow-ends', 'Expected flow {what} to end with {end}'],
  ['quote-missing', 'Missing closing {quote}quote'],
  ['nested-mapping', 'Nested mappings are not allowed in compact mappings'],
  ['implicit-key', 'Implicit keys need to be on a single line'],
  ['implicit-map', 'Implicit map keys need to be followed by map values'],
  ['tabs', 'Tabs are not allowed as indentation'],
  ['aliases', 'Excessive alias count indicates a resource exhaustion attack'],
  ['alias-unknown', 'Unresolved alias (the anchor must be set before the alias): {name}'],
  // A rule's condition.
  ['too-many-parts', 'more than {most} parts in one condition'],
  ['too-deep', 'nested deeper than {most} levels'],
  ['too-many-steps', 'more than {most} steps from flow to flow'],
  ['reads-facts', '{place} may not read facts'],
  ['not-grouped', 'elements cannot be grouped by {group}'],
  ['not-a-mapping', 'a condition is a mapping'],
  ['not-a-list', '{operator} takes a list of conditions'],
  ['not-asked-of', '{operator} cannot be asked of a {scope}'],
  ['not-a-technology', '{name} is not a technology'],
  ['not-a-kind', '{name} is not a kind of element'],
  ['not-an-operator', '{name} is not an operator'],
  ['neither', '{name} is neither a fact nor an operator'],
  ['not-a-fact', '{name} is not a fact of a {scope}'],
  ['at-least', 'at_least is a whole number from 1'],
  ['not-an-answer', '{fact} cannot be {value}'],
  // Its texts.
  ['not-a-name', '{name} is not one of {names}'],
  ['too-many-names', '{count} names in braces; at most {most}'],
  ['half-a-character', 'half a character'],
  // The shape of a pack.
  ['missing', 'Invalid input: expected {expected}, received undefined'],
  ['other-type', 'Invalid input: expected {expected}, received {received}'],
  ['unknown-keys', 'Unrecognized keys: {names}'],
  ['unknown-key', 'Unrecognized key: {names}'],
  ['no-option', 'Invalid option: expected one of {options}'],
  ['other-pattern', 'Invalid string: must match pattern {pattern}'],
  ['items-few', 'Too small: expected array to have >={least} items'],
  ['items-many', 'Too big: expected array to have <={most} items'],
  ['text-short', 'Too small: expected string to have >={least} characters'],
  ['text-long', 'Too big: expected string to have <={most} characters'],
  ['number-small', 'Too small: expected number to be >={least}'],
  ['number-big', 'Too big: expected number to be <={most}'],
])

/** A problem with the place that stands before it: `rule own-rule: ...`, `rules.0.dread.D: ...`; the place is empty where there is none. */
export function splitProblem(text: string): { rule: string; path: string; problem: string } {
  const [, rule = '', rest = text] = /^rule ([a-z0-9][a-z0-9-]*): (.*)$/s.exec(text) ?? []
  const [, path = '', problem = rest] = /^([a-z_]+(?:\.\w+)*): (.*)$/s.exec(rest) ?? []
  return { rule, path, problem }
}
