import { createHash } from 'node:crypto'
import type { Command, DecideContext, Refusal } from '../../../src/main/workshop/command.ts'
import { decide } from '../../../src/main/workshop/decide.ts'
import { entryOf, type Entry } from '../../../src/shared/workshop/events.ts'
import { chain } from '../../../src/main/workshop/log.ts'
import { reduce } from '../../../src/shared/workshop/reduce.ts'
import type { WorkshopState } from '../../../src/shared/workshop/state.ts'
import type { DiscoverabilityRule, DreadFactor } from '../../../src/shared/domain/dread.ts'
import type { PracticeThreat } from '../../../src/shared/domain/practice.ts'
import { type FacilitatorCommand } from '../../../src/shared/domain/facilitator-command.ts'
import { defaultWorkshopSettings, type ItemThreat, type Vote, type Votes, type WorkshopEvent, type WorkshopSettings, type Disclosure } from '../../../src/shared/domain/workshop.ts'
import { seal } from '../../../src/shared/proof/disclosure.ts'
import { zeroHash } from '../../../src/shared/proof/log.ts'

export const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())

export const items = ['item-1', 'item-2', 'item-3']

export function threat(id: string): ItemThreat {
  return { id, displayId: id, title: `Threat ${id}`, description: '', stride: ['Tampering'], affected: ['API'], evidence: [] }
}

interface About {
  treatmentLine?: number | null
  discoverability?: DiscoverabilityRule
  practice?: (PracticeThreat & { id: string }) | null
}

/** A workshop that is played in memory: the log as it would be stored, and the live state. */
export interface Play {
  log: { event: WorkshopEvent; disclosures: readonly Disclosure[] }[]
  state: () => WorkshopState
  connected: Set<string>
  /** Away for so long that nothing waits for them. */
  gone: Set<string>
  clock: { now: number }
  /** The refusal, or null where the command was taken. */
  run: (command: Command) => Refusal | null
  facilitator: (command: FacilitatorCommand) => Refusal | null
  join: (seat: string, role?: string | null, table?: string | null) => Refusal | null
  vote: (seat: string, item: string, round: number, votes: Votes) => Refusal | null
  /** All five factors with one value. */
  five: (seat: string, item: string, round: number, value: number) => Refusal | null
}

/** Ids, salts and times count up, so that the same commands give the same bytes. */
export function startPlay(settings: Partial<WorkshopSettings> = {}, about: About = {}): Play {
  const log: Play['log'] = []
  const connected = new Set<string>()
  const gone = new Set<string>()
  const clock = { now: Date.parse('2026-03-01T09:00:00.000Z') }
  let ids = 0
  let salts = 0
  let state: WorkshopState | null = null
  const at = () => new Date(clock.now).toISOString()

  function append(bodies: Entry['body'][], disclosures: readonly Disclosure[], actor: string): void {
    const events = chain({ seq: state?.seq ?? 0, hash: state?.hash ?? zeroHash }, bodies, { at: at(), actor }, sha256)
    events.forEach((event, index) => {
      const own = index === 0 ? disclosures : []
      log.push({ event, disclosures: own })
      state = reduce(state, entryOf(event, own))
    })
  }

  const live = (): WorkshopState => {
    if (state === null) throw new Error('not created')
    return state
  }

  append(
    [
      {
        type: 'created',
        payload: {
          workshop: 'workshop-1',
          project: 'project-1',
          name: 'First',
          settings: { ...defaultWorkshopSettings, revealCountdownSeconds: 0, ...settings },
          treatmentLine: about.treatmentLine === undefined ? 30 : about.treatmentLine,
          discoverability: about.discoverability ?? 'counted',
          agenda: items.map(threat),
          practice: about.practice ?? null,
          rubric: null,
        },
      },
    ],
    [],
    'facilitator',
  )

  const context = (): DecideContext => ({
    now: at(),
    newId: () => `id-${String((ids += 1))}`,
    seal: (name, value) => seal(name, value, Uint8Array.from({ length: 16 }, () => (salts += 1) % 256), sha256),
    connected,
    gone,
    knownThreat: (id) => (id.startsWith('known-') ? threat(id) : undefined),
    threatOf: ({ title }) => ({ ...threat(`id-${String((ids += 1))}`), title }),
  })

  function run(command: Command): Refusal | null {
    const decision = decide(live(), command, context())
    if ('refusal' in decision) return decision.refusal
    append(decision.events, decision.disclosures, command.by)
    return null
  }

  const vote: Play['vote'] = (seat, item, round, votes) => run({ by: 'seat', seat, command: { type: 'vote', item, round, votes } })
  return {
    log,
    state: live,
    connected,
    gone,
    clock,
    run,
    facilitator: (command) => run({ by: 'facilitator', command }),
    join: (seat, role = null, table = null) => {
      connected.add(seat)
      return run({ by: 'system', command: { type: 'join', seat, name: `Name of ${seat}`, role, table } })
    },
    vote,
    five: (seat, item, round, value) => vote(seat, item, round, all({ value })),
  }
}

export function all(vote: Vote): Votes {
  const factors: DreadFactor[] = ['damage', 'reproducibility', 'exploitability', 'affectedUsers', 'discoverability']
  return Object.fromEntries(factors.map((factor) => [factor, vote]))
}

/** A running play with seats a, b and c, and a first round open on every item. */
export function openPlay(settings: Partial<WorkshopSettings> = {}, about: About = {}): Play {
  const play = startPlay(settings, about)
  for (const seat of ['a', 'b', 'c']) play.join(seat)
  play.facilitator({ type: 'start' })
  play.facilitator({ type: 'open', items })
  return play
}
