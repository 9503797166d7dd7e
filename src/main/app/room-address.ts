import { networkInterfaces } from 'node:os'
import { renderSVG } from 'uqr'
import type { RoomAddress } from '../../shared/domain/workshop.ts'

/** Own IPv4 addresses that others can reach, the likeliest first: private ones before others, real cards before virtual ones. */
export function ownAddresses(): string[] {
  const found: { address: string; rank: number }[] = []
  for (const [name, list] of Object.entries(networkInterfaces())) {
    for (const { family, internal, address } of list ?? []) {
      if (family !== 'IPv4' || internal) continue
      found.push({ address, rank: (isVirtual(name) ? 2 : 0) + (isPrivate(address) ? 0 : 1) })
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ address }) => address)
}

function isVirtual(name: string): boolean {
  return /^(docker|br-|veth|virbr|vmnet|vboxnet|tun|tap|utun)/.test(name)
}

function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/.test(address)
}

/** Where a room that listens on `host` is to be found. */
export function roomAddress(host: string, port: number, code: string): RoomAddress {
  const own = host === '0.0.0.0' ? ownAddresses() : [host]
  const addresses = own.length > 0 ? own : ['127.0.0.1']
  const urls = addresses.map((address) => `http://${address}:${String(port)}/#${code}`)
  return { code, urls, qrSvg: renderSVG(urls[0] ?? '', { ecc: 'M', border: 2 }), locked: false }
}
