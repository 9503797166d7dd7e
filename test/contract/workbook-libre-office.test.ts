import { describe, expect, test } from 'vitest'
import { hasTool, machineTools } from '../../scripts/machine-tools.ts'
import { plainText } from '../../src/main/export/plain-text.ts'
import { writeXlsx } from '../../src/main/export/xlsx.ts'
import { dreadFactors } from '../../src/shared/domain/dread.ts'
import type { FacilitatorCommand } from '../../src/shared/domain/facilitator-command.ts'
import { emptyMitigation } from '../../src/shared/domain/mitigation.ts'
import { standingScore } from '../../src/shared/domain/threat.ts'
import { defaultWorkshopSettings } from '../../src/shared/domain/workshop.ts'
import { startTestApp } from '../support/app.ts'
import { sheetsInLibreOffice, type SheetCell } from '../support/libre-office.ts'
import { hostileTexts, inputWith } from '../unit/export/record-fixture.ts'

const text = (value: string | null | undefined): SheetCell => (value === '' || value === null || value === undefined ? null : { text: value })
const shown = (value: string | number | null | undefined): SheetCell => (value === null || value === undefined ? null : { shown: String(value) })
const moment = (at: string): SheetCell => shown(at.slice(0, 19).replace('T', ' '))

/** The rows below the heads as records of the heads. */
function records(sheets: ReadonlyMap<string, SheetCell[][]>, name: string): Record<string, SheetCell>[] {
  const [heads = [], ...rows] = sheets.get(name) ?? []
  return rows.map((row) => Object.fromEntries(heads.map((head, at) => [head !== null && 'text' in head ? head.text : '', row[at] ?? null])))
}

describe.skipIf(!hasTool(machineTools.libreOffice))('a workbook in LibreOffice (skipped where it is not installed)', () => {
  test('every cell of every sheet reads back as what the register says: texts as texts, numbers as numbers, days as days', { timeout: 180_000 }, async () => {
    const running = await startTestApp()
    const { api } = running
    const project = (await api.project.create({ name: '=Shop "Ü"\u202e' })).id
    const [titles, people] = [['=HYPERLINK("http://evil.example/")', '-2+3', '日本語 "quoted", and a comma', "'apostrophe", '007', '3/4'], ['@Ada', '+Grace']]
    const threats = []
    for (const [index, title] of titles.entries()) {
      threats.push(await api.threat.create({ project, draft: { title, description: `  first line\nsecond; line ${index}\n`, stride: index % 2 === 0 ? ['Tampering', 'Spoofing'] : ['Denial of Service'], affected: [], mitigations: ['Check it', '=1+1'], marker: 'plus', references: ['CWE-319', '1e5'] } }))
    }
    const [first, second] = threats
    if (!first || !second) throw new Error('no threats')
    await api.decision.set({ project, threats: [first.id], set: { response: 'mitigate', rationale: '12:30', owner: '@Ada', due: '2026-06-30', existingControls: 'TRUE', riskOwner: 'Grace', approver: '-', decidedOn: '2026-02-28', current: { damage: 1, reproducibility: 2, exploitability: 3, affectedUsers: 4, discoverability: 5 } } })
    await api.decision.set({ project, threats: [second.id], set: { response: 'accept', rationale: '2026-01-01', owner: '', due: null, existingControls: '', conditions: '=A1', expires: '2027-12-31' } })
    await api.mitigation.create({ project, drafts: [{ ...emptyMitigation, title: '=SUM(A1:A9)', threats: [first.id, second.id], owner: '+Grace', due: '2026-05-01', status: 'verified', requirement: '1,5', test: '0x10', result: '100 %', verifiedOn: '2026-04-30', ticket: 'SHOP-1' }, { ...emptyMitigation, title: 'For later', threats: [] }] })
    const workshop = await api.workshop.create({ project, name: '=March', agenda: [first.id], settings: { ...defaultWorkshopSettings, revealCountdownSeconds: 0, autoReveal: false } })
    const command = (one: FacilitatorCommand) => api.workshop.command({ workshop: workshop.id, command: one })
    await command({ type: 'start' })
    for (const name of people) await command({ type: 'add-seat', name, role: null })
    const { seats } = await command({ type: 'open', items: [first.id] })
    for (const [index, { id }] of seats.entries()) await command({ type: 'enter-votes', item: first.id, seat: id, via: 'grid', votes: Object.fromEntries(dreadFactors.map((factor) => [factor, { value: 6 + index }])) })
    await command({ type: 'reveal', items: [first.id] })
    await command({ type: 'settle', items: [first.id], dissent: '=dissent' })
    const revision = await api.register.freeze({ project })
    const signature = await api.register.sign({ project, revision: revision.id, request: { name: '=Owner', role: '+Role', meaning: 'approved', scope: [first.id], comment: '-1' } })
    const { bytes } = await api.register.export({ project, format: 'xlsx', revision: revision.id, cut: 'nothing', job: 'j' })
    const [rows, mitigations] = [await api.register.rows({ project }), await api.mitigation.list({ project })]
    const sheets = await sheetsInLibreOffice(Buffer.from(bytes, 'base64'))
    expect([...sheets.keys()].sort()).toEqual(['Decisions', 'Mitigations', 'Register', 'Sign-off', 'Votes', 'Workshop log'])

    expect(records(sheets, 'Register')).toEqual(rows.map(({ threat, total, mean, band, rank, origin, interval, mustTreat }) => {
      const values = standingScore(threat)?.values
      return {
        id: text(threat.displayId), title: text(threat.title), description: text(threat.description), stride: text(threat.stride.join('; ')), affected: null, evidence: null, references: text('CWE-319; 1e5'), marker: text('plus'), confidence: text('confirmed'),
        ...Object.fromEntries(dreadFactors.map((factor) => [factor, shown(values?.[factor])])), total: shown(total), mean: shown(mean), severity: text(band ?? 'not scored'), rank: shown(rank), scoreFrom: text(origin),
        lowerQuartile: shown(interval?.q1), upperQuartile: shown(interval?.q3), importedSeverity: null, importedScore: null, mustTreat: mustTreat === null ? null : { shown: mustTreat ? 'TRUE' : 'FALSE' },
        response: text(threat.decision?.response), owner: text(threat.decision?.owner), due: shown(threat.decision?.due), mitigations: text('Check it; =1+1'), gone: null, flags: text(threat.flags.join('; ')), statement: null, concerns: null,
      }
    }))
    expect(records(sheets, 'Votes')).toEqual(expect.arrayContaining(people.flatMap((name, index) => dreadFactors.map((factor) => ({ workshop: text('=March'), threat: text(first.displayId), round: shown(1), seat: text(name), role: null, factor: text(factor), value: shown(6 + index), abstained: null, via: text('grid') })))))
    expect(records(sheets, 'Votes')).toHaveLength(10)
    const severity = (index: number): SheetCell => text(rows[index]?.band ?? 'not scored')
    expect(records(sheets, 'Decisions')).toEqual([
      { threat: text(first.displayId), title: text(first.title), severity: severity(0), response: text('mitigate'), rationale: text('12:30'), existingControls: text('TRUE'), owner: text('@Ada'), due: shown('2026-06-30'), riskOwner: text('Grace'), approver: text('-'), decidedOn: shown('2026-02-28'), conditions: null, expires: null, currentScore: text('1 2 3 4 5'), targetScore: null },
      { threat: text(second.displayId), title: text('-2+3'), severity: severity(1), response: text('accept'), rationale: text('2026-01-01'), existingControls: null, owner: null, due: null, riskOwner: null, approver: null, decidedOn: null, conditions: text('=A1'), expires: shown('2027-12-31'), currentScore: null, targetScore: null },
    ])
    const verified = { mitigation: text('=SUM(A1:A9)'), owner: text('+Grace'), due: shown('2026-05-01'), status: text('verified'), requirement: text('1,5'), test: text('0x10'), result: text('100 %'), verifiedOn: shown('2026-04-30'), ticket: text('SHOP-1') }
    const bySheet = records(sheets, 'Mitigations')
    expect(bySheet.filter(({ status }) => JSON.stringify(status) !== JSON.stringify(text('suggested')))).toEqual([
      { threat: text(first.displayId), severity: severity(0), response: text('mitigate'), ...verified },
      { threat: text(second.displayId), severity: severity(1), response: text('accept'), ...verified },
      { threat: null, mitigation: text('For later'), severity: null, response: null, owner: null, due: null, status: text('planned'), requirement: null, test: null, result: null, verifiedOn: null, ticket: null },
    ])
    expect(bySheet).toHaveLength(3 + 2 * titles.length)
    expect(mitigations).toHaveLength(2)
    const log = records(sheets, 'Workshop log')
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => shown(index + 1)))
    expect(log[0]).toMatchObject({ workshop: text('=March'), event: text('created'), 'at (UTC)': { shown: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) }, 'SHA-256': { text: expect.stringMatching(/^[0-9a-f]{64}$/) } })
    expect(records(sheets, 'Sign-off')).toEqual([{
      revision: shown(1), name: text('=Owner'), role: text('+Role'), meaning: text('approved'), comment: text('-1'), scope: text(first.displayId), 'signed (UTC)': moment(signature.at), assurance: text(signature.assurance), fingerprint: text(signature.fingerprint), checked: text('the signature fits'), 'SHA-256 of the revision': text(revision.hash),
    }])
    await running.close()
  })

  test('what people wrote is a text in every cell, whatever it looks like', { timeout: 180_000 }, async () => {
    const rows = hostileTexts.map((said, index) => ({ said, row: inputWith(said).rows[0], id: `t-${index}` }))
    const input = inputWith('plain')
    const own = rows.flatMap(({ row, id }) => (row ? [{ ...row, threat: { ...row.threat, id } }] : []))
    const sheets = await sheetsInLibreOffice(writeXlsx({ ...input, rows: own }))
    const kept = rows.map(({ said }) => plainText(said))
    for (const column of ['id', 'title', 'description', 'owner', 'gone', 'flags']) expect(records(sheets, 'Register').map((row) => row[column])).toEqual(kept.map(text))
    for (const column of ['rationale', 'existingControls']) expect(records(sheets, 'Decisions').map((row) => row[column])).toEqual(kept.map(text))
    expect(new Set([...sheets.values()].flat(2).flatMap((cell) => (cell !== null && 'shown' in cell ? [/^(?:\d+(?:\.\d+)?|TRUE|FALSE|\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?)$/.test(cell.shown)] : [])))).toEqual(new Set([true]))
  })
})
