import { describe, expect, it } from 'vitest'
import { readPlaywright, readVitest, sum } from '../../../scripts/test.ts'

function vitestReport(over: object): object {
  return { success: true, numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, numTotalTests: 4, testResults: [], ...over }
}

describe('counting tests', () => {
  it('takes passed, failed and skipped from vitest', () => {
    const { counts } = readVitest(vitestReport({ success: false, numFailedTests: 2, numTodoTests: 1 }), 1)
    expect(counts).toEqual({ passed: 3, failed: 2, skipped: 2 })
  })

  it('counts a file that could not be loaded, which has no tests to fail', () => {
    expect(readVitest(vitestReport({ success: false }), 1).counts.failed).toBe(1)
    expect(readVitest(vitestReport({}), 1).counts.failed).toBe(1)
  })

  it('counts a run without any test as a failure', () => {
    expect(readVitest(vitestReport({ numPassedTests: 0, numPendingTests: 0, numTotalTests: 0 }), 0).counts).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('names what vitest skipped', () => {
    const assertionResults = [{ fullName: 'a b', status: 'passed' }, { fullName: 'c d', status: 'skipped' }]
    expect(readVitest(vitestReport({ testResults: [{ name: 'a.test.ts', status: 'passed', message: '', assertionResults }] }), 0).skipped).toEqual(['c d'])
  })

  it('names what failed with the head of its message, plain, without the stack; a file that did not load as well', () => {
    const failureMessages = ['Error: Property failed\n{ seed: 12 }\n\u001b[31mexpected\u001b[39m 1\n    at here (a.ts:1:2)\n']
    const testResults = [
      { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [{ fullName: 'a b', status: 'failed', failureMessages }, { fullName: 'c d', status: 'passed' }] },
      { name: 'e.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
    ]
    expect(readVitest(vitestReport({ testResults }), 1).failed).toEqual([
      'a.test.ts: a b\n    Error: Property failed\n    { seed: 12 }\n    expected 1',
      'e.test.ts\n    no such module',
    ])
  })

  const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 1 }

  it('takes passed, failed and skipped from Playwright, with the reason for each skip at any depth', () => {
    const skipped = { title: 'opens', tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no runtime' }] }] }
    const passed = { title: 'closes', tests: [{ status: 'expected', annotations: [] }] }
    const report = { suites: [{ specs: [passed], suites: [{ specs: [skipped] }] }], stats: { ...stats, unexpected: 2 }, errors: [] }
    expect(readPlaywright(report, 1)).toEqual({ counts: { passed: 5, failed: 2, skipped: 1 }, skipped: ['opens: no runtime'], failed: [] })
  })

  it('names the stories that failed, with what every try said', () => {
    const results = [{ errors: [{ message: 'no such button' }] }, { errors: [{ message: 'timed out' }] }]
    const report = { suites: [{ specs: [{ title: 'opens', tests: [{ status: 'unexpected', annotations: [], results }] }] }], stats: { ...stats, unexpected: 1 }, errors: [] }
    expect(readPlaywright(report, 1).failed).toEqual(['opens\n    no such button\n    timed out'])
  })

  it('counts a failure of Playwright itself, and a story that passed at its second try as passed', () => {
    expect(readPlaywright({ suites: [], stats, errors: [] }, 1).counts.failed).toBe(1)
    expect(readPlaywright({ suites: [], stats, errors: [{ message: 'no tests found' }] }, 0).counts.failed).toBe(1)
    expect(readPlaywright({ suites: [], stats: { ...stats, flaky: 1 }, errors: [] }, 0).counts).toMatchObject({ passed: stats.expected + 1, failed: 0 })
  })

  it('adds up', () => {
    expect(sum([])).toEqual({ passed: 0, failed: 0, skipped: 0 })
    expect(sum([{ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 }])).toEqual({ passed: 11, failed: 22, skipped: 33 })
  })
})
