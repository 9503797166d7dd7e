import { renderSVG } from 'uqr'
import type { NetworkCard, RoomNetworkSettings } from '../../../shared/domain/room.ts'
import type { RoomAddress } from '../../../shared/domain/workshop.ts'

/** What was chosen, and the card the choice was made on: addresses change with the network, cards stay. */
export interface ChosenNetwork extends RoomNetworkSettings {
  card: string | null
}

/** The address or name to show: the chosen one, else what its card has now, else the likeliest; null where there is none. */
export function shownHost(cards: readonly NetworkCard[], chosen: ChosenNetwork): string | null {
  const { shown, card, names } = chosen
  if (shown !== null && (names.includes(shown) || cards.some(({ address }) => address === shown))) return shown
  return cards.find(({ name }) => name === card)?.address ?? cards[0]?.address ?? null
}

/** The address to listen on: every one of the machine, unless the shown one alone was asked for. */
export function listeningHost(cards: readonly NetworkCard[], chosen: ChosenNetwork): string {
  const shown = shownHost(cards, chosen)
  return chosen.onlyShown && cards.some(({ address }) => address === shown) && shown !== null ? shown : '0.0.0.0'
}

/** All that leads to the room, what is shown first. */
export function roomHosts(listening: string, cards: readonly NetworkCard[], chosen: ChosenNetwork): string[] {
  const own = listening === '0.0.0.0' ? cards.map(({ address }) => address) : [listening]
  const hosts = [...own, ...chosen.names]
  const shown = shownHost(cards, chosen)
  const all = shown !== null && hosts.includes(shown) ? [shown, ...hosts] : hosts
  return all.length > 0 ? [...new Set(all)] : ['127.0.0.1']
}

export function roomOrigin(host: string, port: number, tls: boolean): string {
  // As browsers write it: without the port that the scheme implies.
  return new URL(`${tls ? 'https' : 'http'}://${host}:${String(port)}`).origin
}

/** A QR code that leads to `url`. */
export function qrSvg(url: string): string {
  return renderSVG(url, { ecc: 'M', border: 2 })
}

/** Where the room is to be found. */
export function roomAddress(
  hosts: readonly string[],
  room: { port: number; code: string; locked: boolean; fingerprint: string | null },
): RoomAddress {
  const urls = hosts.map((host) => `${roomOrigin(host, room.port, room.fingerprint !== null)}/#${room.code}`)
  return { code: room.code, urls, qrSvg: qrSvg(urls[0] ?? ''), locked: room.locked, fingerprint: room.fingerprint }
}
