import type { RoomAddress } from '../../../shared/domain/workshop.ts'
import { lastRoomNetwork } from '../../store/workshops.ts'
import type { AppContext } from '../context.ts'
import { listeningHost, qrSvg, roomHosts, roomOrigin } from './room-address.ts'
import { defaultPorts, type DoorOptions, newCode, nothingChosen } from './room-door.ts'
import { listenNear } from './room-listener.ts'
import { roomTls } from './room-tls.ts'
import { newToken } from './seats.ts'
import { signRouter, type SignedHere } from './sign-router.ts'

export interface SignRoom {
  address: RoomAddress
  close: () => Promise<void>
}

/** Opens a room in which devices sign one revision: a listener and a code of its own, and nothing else to call. */
export async function openSignRoom(context: AppContext, options: DoorOptions, signed: SignedHere): Promise<SignRoom> {
  const code = newCode(context, null)
  const chosen = lastRoomNetwork(context.db) ?? nothingChosen
  const cards = options.cards()
  const host = options.seatHost ?? listeningHost(cards, chosen)
  const hosts = roomHosts(host, cards, chosen)
  const tls = chosen.tls ? await roomTls(context, hosts) : null
  const router = signRouter(signed, code, options.limits)
  const door = { router, express: null, page: options.seatPage, host, hosts: () => roomHosts(host, options.cards(), chosen), probePath: `/${newToken(context)}`, tls, limits: options.limits, log: context.log }
  const listener = await listenNear(options.listen, door, options.seatPort ?? defaultPorts[tls ? 'tls' : 'plain'])
  // The letter tells the page that it is to sign, before it asks anything.
  const urls = hosts.map((one) => `${roomOrigin(one, listener.port, tls !== null)}/#s${code}`)
  return { address: { code: `s${code}`, urls, qrSvg: qrSvg(urls[0] ?? ''), locked: false, fingerprint: tls?.fingerprint ?? null }, close: () => listener.close() }
}
