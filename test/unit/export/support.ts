import { defaultHeader } from '../../../src/shared/domain/project.ts'
import { registerRows } from '../../../src/shared/domain/register-rows.ts'
import type { ImportedFile } from '../../../src/shared/domain/import.ts'
import type { Threat } from '../../../src/shared/domain/threat.ts'
import { registerOfList } from '../../../src/main/cli/rows.ts'

export const threatsOf = (file: ImportedFile): Threat[] => registerOfList(file, 'list').rows.map(({ threat }) => threat)
export const rowsOf = (threats: Threat[]) => registerRows(threats, defaultHeader, ({ affected }) => affected, () => [])

export const settled = (damage: number): NonNullable<Threat['settled']> => ({
  values: { damage, reproducibility: 2, exploitability: 3, affectedUsers: 4, discoverability: 5 },
  method: 'rule', rationale: '', dissent: '', workshop: 'w', at: '2026-01-01T00:00:00.000Z',
})

/** A threat that somebody wrote by hand. */
export const handWritten: Threat = {
  id: 'hand', displayId: 'TM9', title: 'Swapped label', description: 'Somebody swaps\n the label.', stride: ['Tampering'], affected: [], evidence: [], affectedLabels: [], evidenceKeys: [],
  references: [], mitigations: [], marker: 'none', confidence: 'confirmed', source: { kind: 'hand' }, suggested: null, imported: null, settled: settled(1), decision: null, gone: null,
  layout: {}, flags: [], order: 99, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z',
}
