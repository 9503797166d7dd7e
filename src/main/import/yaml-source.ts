import { CORE_SCHEMA, YAMLException, load, mergeTag } from 'js-yaml'
import { FileProblem, quote } from './file-problem.ts'
import { checkTree, maxNesting } from './json-source.ts'
import { decodeText } from './source.ts'

/** YAML 1.2's core types and merge keys, which Threagile's own example leans on; nothing that makes objects of a type. */
const schema = CORE_SCHEMA.withTags(mergeTag)
const maxAliases = 1000

/**
 * The YAML of a file, JSON included. Refuses what is not UTF-8, what is nested too deep, keys that stand twice, more than 1000
 * aliases, and what grows too large once they are followed. js-yaml reads it, for it is several times as fast as the parser of
 * rule packs, which keeps every node's place.
 */
export function parseYamlSource(bytes: Uint8Array, file: string): unknown {
  const text = decodeText(bytes, file).replace(/^\ufeff/, '')
  let value: unknown
  try {
    value = load(text, { schema, maxDepth: maxNesting, maxAliases })
  } catch (problem) {
    if (problem instanceof YAMLException) {
      const place = problem.mark ? `line ${String(problem.mark.line + 1)}, column ${String(problem.mark.column + 1)}` : 'the whole file'
      throw new FileProblem({ file, place, expected: `valid YAML (${quote(problem.reason, 80).slice(1, -1)})` })
    }
    if (problem instanceof RangeError) throw new FileProblem({ file, place: 'the whole file', expected: `at most ${String(maxNesting)} levels of nesting` })
    throw problem
  }
  checkTree(value, file)
  return value
}
