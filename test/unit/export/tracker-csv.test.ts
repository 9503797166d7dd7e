import Papa from 'papaparse'
import { marked } from 'marked'
import { describe, expect, test } from 'vitest'
import { writeGithubCsv, writeGitlabCsv, writeJiraCsv } from '../../../src/main/export/tools/tracker-csv.ts'
import { hostileTexts, inputWith } from './record-fixture.ts'

const writers = { jira: writeJiraCsv, github: writeGithubCsv, gitlab: writeGitlabCsv }
const read = (name: keyof typeof writers, text: string): string[][] => Papa.parse<string[]>(writers[name](inputWith(text)).trimEnd()).data

describe('CSV for trackers', () => {
  test('Jira: Summary first, a column a label, the owner and the due date', () => {
    const [head, first, second] = read('jira', 'plain')
    expect(head).toEqual(['Summary', 'Issue Type', 'Priority', 'Description', 'Assignee', 'Due Date', 'Labels', 'Labels', 'Labels', 'Labels'])
    expect([first?.[0], ...(first?.slice(1, 3) ?? []), ...(first?.slice(4) ?? [])]).toEqual(['plain: plain', 'Task', 'High', 'plain', '2026-06-30', 'threat', 'stride-tampering', 'severity-high', 'must-treat'])
    expect(first?.[3]).toContain('Action 1: plain')
    expect(second?.slice(6)).toEqual(['threat', 'stride-repudiation', 'severity-not-scored', ''])
  })

  test('GitHub: title, body, labels, state', () => {
    const [head, first] = read('github', 'plain')
    expect(head).toEqual(['title', 'body', 'labels', 'state'])
    expect(first?.[2]).toBe('threat,stride-tampering,severity-high,must-treat')
    expect(first?.[1]).toContain('Owner: plain\n\nDue: 2026-06-30')
  })

  test('GitLab: title, description, due_date, milestone; labels by one quick action at the end', () => {
    const [head, first] = read('gitlab', 'plain')
    expect(head).toEqual(['title', 'description', 'due_date', 'milestone'])
    expect(first?.[2]).toBe('2026-06-30')
    expect(first?.[1]?.split('\n').at(-1)).toBe('/label ~"threat" ~"stride-tampering" ~"severity-high" ~"must-treat"')
  })

  test('a cell that begins with an apostrophe before a formula is escaped as in the CSV register, so that the way back is known', () => {
    const input = inputWith('plain')
    const rows = input.rows.map((row) => ({ ...row, threat: { ...row.threat, decision: row.threat.decision && { ...row.threat.decision, owner: "'=1+1" } } }))
    const [, first] = Papa.parse<string[]>(writeJiraCsv({ ...input, rows }).trimEnd()).data
    expect(first?.[4]).toBe("''=1+1")
  })

  test('a suggestion that is planned or done stands once, as the action that it became', () => {
    const input = inputWith('plain')
    const mitigations = input.mitigations?.map((one) => ({ ...one, title: 'Sign messages' })) ?? []
    const rows = input.rows.map((row) => ({ ...row, threat: { ...row.threat, mitigations: ['Sign messages', 'Watch it'] } }))
    for (const write of Object.values(writers)) {
      const [, first] = Papa.parse<string[]>(write({ ...input, rows, mitigations }).trimEnd()).data
      const body = first?.join('\n') ?? ''
      expect(body).toContain('Action 1: Sign messages')
      expect(body).toContain('Mitigation 1: Watch it')
      expect(body).not.toMatch(/Mitigation \d: Sign messages/)
    }
  })

  describe.each(['jira', 'github', 'gitlab'] as const)('%s', (name) => {
    test.each(hostileTexts)('%j runs nothing', (text) => {
      expect(writers[name](inputWith(text))).toBe(writers[name](inputWith(text)))
      const rows = read(name, text)
      expect(rows).toHaveLength(4)
      for (const row of rows) {
        expect(row).toHaveLength(rows[0]?.length ?? 0)
        for (const cell of row) {
          expect(cell).not.toMatch(/^[=+\-@\t\r]/)
          // No control sign but the line ends between the lines of an issue's text.
          expect(cell).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069](?<!\n)/u)
        }
      }
      for (const row of rows.slice(1)) {
        const body = row[name === 'jira' ? 3 : 1] ?? ''
        const commands = body.split('\n').filter((line) => line.startsWith('/'))
        expect(commands).toHaveLength(name === 'gitlab' ? 1 : 0)
        if (name !== 'jira') expect((marked.parse(body, { async: false }).match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<p>' && tag !== '</p>')).toEqual([])
      }
    })
  })
})
