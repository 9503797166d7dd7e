import { isLinkLocal, type NetworkCard, type RoomCheck, type RoomCheckCode } from '../../../shared/domain/room.ts'
import { shownHost, type ChosenNetwork } from './room-address.ts'
import type { ProbeAnswer } from './room-probe.ts'

/** After this long without anybody, something is in the way, in milliseconds. */
export const nobodyAfterMs = 45_000

/** What is known of a room's network at one moment. */
export interface RoomFacts {
  cards: readonly NetworkCard[]
  chosen: ChosenNetwork
  platform: string
  /** Null while the room is not open. */
  open: {
    port: number
    /** The port that was asked for; 0 for any. */
    wanted: number
    /** Whether devices may know the room under the port that was asked for. */
    known: boolean
    url: string
    answer: ProbeAnswer
    /** Devices that reached the room from another address than this machine's. */
    devices: number
    /** How long the room has been open, in milliseconds. */
    forMs: number
  } | null
}

/** The self-test: from the ground up, so that the first problem is the one to mend first. */
export function roomChecks(facts: RoomFacts): RoomCheck[] {
  const { open } = facts
  const cards = checkCards(facts)
  if (!open) return [...cards, check('unknown', 'not-open')]
  return [
    ...cards,
    checkPort(open),
    checkAnswer(open),
    ...checkArrivals(open, facts.platform),
  ]
}

function check(level: RoomCheck['level'], code: RoomCheckCode, values: Record<string, string> = {}): RoomCheck {
  return { level, code, values }
}

function checkCards({ cards, chosen }: RoomFacts): RoomCheck[] {
  const [first] = cards
  if (!first) return [check('problem', 'no-network')]
  const shown = shownHost(cards, chosen)
  const card = cards.find(({ address }) => address === shown) ?? first
  const found: RoomCheck[] = []
  const routed = cards.filter(({ address }) => !isLinkLocal(address))
  const real = (one: NetworkCard): boolean => one.kind !== 'virtual' && one.kind !== 'vpn'
  if (routed.length === 0 || isLinkLocal(shown ?? '')) found.push(check('problem', 'link-local', { address: card.address }))
  else if (!routed.some(real)) found.push(check('warning', 'only-virtual', { card: card.name }))
  else found.push(check('ok', 'network-ok', { address: shown ?? '', card: card.name }))
  if (chosen.shown !== null && shown !== chosen.shown) found.push(check('warning', 'shown-gone', { chosen: chosen.shown, address: shown ?? '' }))
  return found
}

/** Another port than the usual one is no trouble, unless somebody has a seat at the old one: pages keep theirs for an address with its port. */
function checkPort({ port, wanted, known }: NonNullable<RoomFacts['open']>): RoomCheck {
  if (wanted === 0 || port === wanted) return check('ok', 'port-ok', { port: String(port) })
  const values = { port: String(port), wanted: String(wanted) }
  return known ? check('warning', 'port-moved', values) : check('ok', 'port-taken', values)
}

function checkAnswer({ answer, url }: NonNullable<RoomFacts['open']>): RoomCheck {
  if (answer === 'ours') return check('ok', 'answers', { url })
  return check('problem', answer === 'other' ? 'answered-by-other' : 'no-answer', { url })
}

function checkArrivals({ devices, forMs, port }: NonNullable<RoomFacts['open']>, platform: string): RoomCheck[] {
  if (devices > 0) return [check('ok', 'phones-came', { devices: String(devices) })]
  if (forMs < nobodyAfterMs) return [check('unknown', 'waiting-for-phones')]
  const seconds = String(Math.round(nobodyAfterMs / 1000))
  return [check('warning', 'nobody-yet', { seconds }), check('warning', 'isolation'), check('warning', firewallOf(platform), { port: String(port) })]
}

function firewallOf(platform: string): RoomCheckCode {
  if (platform === 'win32') return 'firewall-windows'
  return platform === 'darwin' ? 'firewall-mac' : 'firewall-linux'
}
