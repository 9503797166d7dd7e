import { z } from 'zod'
import { Id, Instant } from './id.ts'

/** What an own network address hangs on, as far as its card's name tells. */
export const CardKind = z.enum(['wifi', 'cable', 'hotspot', 'vpn', 'virtual', 'other'])
export type CardKind = z.infer<typeof CardKind>

/** One own IPv4 address, and the system's name of the card it belongs to. */
export const NetworkCard = z.object({ address: z.string(), name: z.string(), kind: CardKind })
export type NetworkCard = z.infer<typeof NetworkCard>

/** An address that a device gave itself because no router gave it one. */
export function isLinkLocal(address: string): boolean {
  return address.startsWith('169.254.')
}

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const hostName = new RegExp(`^${label}(?:\\.${label})*$`)
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/

/** A name without scheme, port or path, such as `ada-laptop.local`. What ends in a number is read as an IPv4 address by browsers, so it has to be one. */
export function isHostName(name: string): boolean {
  if (name.length > 253 || !hostName.test(name)) return false
  return /(?:^|\.)(?:\d+|0x[\da-f]*)$/.test(name) ? ipv4.test(name) : true
}

export const HostName = z.string().max(300).trim().toLowerCase().refine(isHostName)

/** How the room is to be reached, as the facilitator chose it. */
export const RoomNetworkSettings = z.object({
  /** The own address or added name that QR code and URL show; null for the likeliest. */
  shown: z.string().max(253).nullable(),
  /** Whether to listen on the shown address alone, instead of on every one of the machine. */
  onlyShown: z.boolean(),
  /** Further names the room answers to. */
  names: z.array(HostName).max(10),
  /** TLS with a certificate made here, which every phone warns about. */
  tls: z.boolean(),
})
export type RoomNetworkSettings = z.infer<typeof RoomNetworkSettings>

/** What the self-test can say. Texts stand in the locale files, under the same names. */
export const roomCheckCodes = [
  'network-ok',
  'no-network',
  'link-local',
  'only-virtual',
  'shown-gone',
  'not-open',
  'port-ok',
  'port-taken',
  'port-moved',
  'answers',
  'no-answer',
  'answered-by-other',
  'phones-came',
  'waiting-for-phones',
  'nobody-yet',
  'isolation',
  'firewall-windows',
  'firewall-mac',
  'firewall-linux',
] as const
export const RoomCheckCode = z.enum(roomCheckCodes)
export type RoomCheckCode = z.infer<typeof RoomCheckCode>

/** One line of the self-test. `unknown` can not be told yet. `values` are what the text needs. */
export const RoomCheck = z.object({
  level: z.enum(['ok', 'warning', 'problem', 'unknown']),
  code: RoomCheckCode,
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type RoomCheck = z.infer<typeof RoomCheck>

/** The room's network: what there is, what was chosen, and what the self-test says now. */
export const RoomNetwork = z.object({
  settings: RoomNetworkSettings,
  /** The address or name that is shown now; null where the machine has none. */
  shown: z.string().nullable(),
  /** Own addresses, the likeliest first. */
  cards: z.array(NetworkCard),
  /** The name by which other devices on the same network may find this machine. */
  suggestedName: z.string().nullable(),
  checks: z.array(RoomCheck),
})
export type RoomNetwork = z.infer<typeof RoomNetwork>

/** Somebody at the door says that a seat is theirs. */
export const RoomClaim = z.object({
  id: Id,
  name: z.string(),
  at: Instant,
  /** Where the device is, such as `192.168.1.7`. */
  address: z.string(),
  /** Seats with that name. */
  seats: z.array(Id),
})
export type RoomClaim = z.infer<typeof RoomClaim>
