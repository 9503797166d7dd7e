import { networkInterfaces } from 'node:os'
import { isLinkLocal, type CardKind, type NetworkCard } from '../../../shared/domain/room.ts'

/** What the system says of its cards, by name. */
export type Interfaces = Record<string, readonly { family: string; internal: boolean; address: string }[] | undefined>

/** Names of cards on Linux, macOS and Windows; the first that matches says what it is. */
const kinds: readonly [CardKind, RegExp][] = [
  ['virtual', /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|podman|cni|flannel|awdl|llw)|vethernet|virtualbox|vmware|hyper-v|wsl/i],
  ['vpn', /^(tun|tap|utun|wg|ppp|ipsec|zt|tailscale|nebula)|vpn|wireguard|tailscale|zerotier/i],
  // Windows shares its connection through a second, numbered "Local Area Connection*"; macOS through a bridge.
  ['hotspot', /^(bridge1\d\d|ap\d|swlan)|local area connection\*|lan-verbindung\*/i],
  ['wifi', /^(wl|wifi|wi-fi|wlan)/i],
  ['cable', /^(eth|enp|eno|ens|enx|em\d)|ethernet/i],
]

/** What kind of card it is, as far as its name and address tell. macOS calls cards of every kind `en0`, `en1` ... */
export function cardKind(name: string, address: string): CardKind {
  const named = kinds.find(([, pattern]) => pattern.test(name))?.[0]
  if (named !== undefined) return named
  // The fixed ranges of a phone that shares its connection: this machine hangs on that phone's hotspot.
  return /^(172\.20\.10\.|192\.168\.43\.)/.test(address) ? 'wifi' : 'other'
}

const ranks: Record<CardKind, number> = { wifi: 0, cable: 0, hotspot: 0, other: 0, vpn: 4, virtual: 6 }

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
}

/** Own IPv4 addresses that others can reach, the likeliest first: real cards before others, private addresses before public ones. */
export function readCards(interfaces: Interfaces = networkInterfaces()): NetworkCard[] {
  const found: { card: NetworkCard; rank: number }[] = []
  for (const [name, list] of Object.entries(interfaces)) {
    for (const { family, internal, address } of list ?? []) {
      if (family !== 'IPv4' || internal) continue
      const kind = cardKind(name, address)
      found.push({ card: { address, name, kind }, rank: ranks[kind] + (isLinkLocal(address) ? 2 : 0) + (isPrivate(address) ? 0 : 1) })
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ card }) => card)
}
