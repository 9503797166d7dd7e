import { describe, expect, test } from 'vitest'
import { exportRegistry } from '../../../src/main/export/registry.ts'
import { notInXlsx } from '../../../src/main/export/xlsx.ts'
import type { ExportInput } from '../../../src/main/export/input.ts'
import { inputWith } from './record-fixture.ts'

/** Words that stand nowhere else in a register, each in one thing that a format may have no place for. */
const marks = {
  "a workshop's rationale and dissent": 'why-of-the-workshop',
  'why a finding is gone': 'gone-for-a-reason',
  'mitigations that cover no threat': 'a-measure-of-its-own',
  'the release': 'release-of-june',
  'the exclusions': 'what-is-excluded',
  'the acceptance criteria': 'what-is-acceptable',
} as const

function marked(): ExportInput {
  const input = inputWith('plain')
  const rows = input.rows.map((row) => {
    const { settled, gone } = row.threat
    return { ...row, threat: { ...row.threat, settled: settled && { ...settled, rationale: marks["a workshop's rationale and dissent"], dissent: '' }, gone: gone && marks['why a finding is gone'] } }
  })
  const mitigations = input.mitigations?.map((one) => (one.threats.length > 0 ? one : { ...one, title: marks['mitigations that cover no threat'] })) ?? []
  return { ...input, rows, mitigations, header: { ...input.header, release: marks['the release'], exclusions: marks['the exclusions'], acceptanceCriteria: marks['the acceptance criteria'] } }
}

const plain = (text: string): string => text.replaceAll('\\', '')
/** What lists hold is threats: what a register says of the whole is known not to be in them. */
const ofTheWhole: readonly string[] = ['the release', 'the exclusions', 'the acceptance criteria']
const listed = ['csv', 'threat-table', 'stride-list', 'json']

describe('what had no place', () => {
  test.each(exportRegistry.filter(({ holds }) => holds !== 'model'))('$id names what it drops, and nothing that is in it', ({ id, write, notCarried }) => {
    const input = marked()
    const [text, said] = [plain(write(input)), notCarried(input).map(({ what }) => what)]
    for (const [what, mark] of Object.entries(marks)) {
      if (listed.includes(id) && ofTheWhole.includes(what)) continue
      expect([what, text.includes(mark) ? 'is in it' : 'dropped']).toEqual([what, said.some((one) => one === what) ? 'dropped' : 'is in it'])
    }
  })

  test('the workbook names what no sheet of it has', () => {
    expect(notInXlsx(marked()).map(({ what }) => what)).toEqual(['parts of the model', 'assumptions', 'assets', 'the release', 'the exclusions', 'the acceptance criteria', "a workshop's rationale and dissent"])
  })

  test('of what a register does not have, nothing is said to be dropped', () => {
    const input = marked()
    const rows = input.rows.map((row) => ({ ...row, threat: { ...row.threat, gone: null, settled: row.threat.settled && { ...row.threat.settled, rationale: '', dissent: '' } } }))
    const bare = { ...input, rows, mitigations: [], header: { ...input.header, release: '', exclusions: '', acceptanceCriteria: '' } }
    for (const { notCarried } of exportRegistry) for (const { what } of notCarried(bare)) expect(Object.keys(marks)).not.toContain(what)
  })
})
