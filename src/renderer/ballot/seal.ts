import type { AnswerContent, BallotFile, BallotItem, SealedAnswer } from '../../shared/domain/sealed-ballot.ts'
import { fromBase64Url, toBase64Url } from '../../shared/proof/base64.ts'
import { agendaBytes, boundTo, derivationInfo, derivedLength, itemBytes, paddedJson } from '../../shared/proof/sealed-ballot.ts'
import { votesOf, type Answers } from './answers.ts'

// The domain's own constant lives in a module that loads zod; its type keeps this one honest.
const format: SealedAnswer['format'] = 'dreadnought-sealed-ballot/1'
const curve = { name: 'ECDH', namedCurve: 'P-256' } as const

/** Whether this browser can seal: pages from a file are trusted with cryptography by all current ones. */
export function canSeal(): boolean {
  return typeof crypto === 'object' && typeof crypto.subtle === 'object'
}

/** The answers as only the workshop's own computer can read them. Every call makes a new key pair of its own. */
export async function seal(ballot: BallotFile, answers: Answers, sealedAt: string): Promise<SealedAnswer> {
  const recipient = fromBase64Url(ballot.key)
  if (!recipient) throw new Error('the file holds no key')
  const agenda = await Promise.all(ballot.items.map(async (item) => ({ item: item.id, digest: await itemDigest(item) })))
  const content: AnswerContent = { ticket: ballot.ticket, sealedAt, agenda, votes: votesOf(answers, ballot.items) }
  const head = { format, workshop: ballot.workshop, seat: ballot.seat, agenda: await digest(agendaBytes(agenda)), key: await digest(recipient) }
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const theirs = await crypto.subtle.importKey('raw', own(recipient), curve, false, [])
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, pair.privateKey, 256)
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const info = own(derivationInfo(format, recipient))
  const derived = new Uint8Array(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: ephemeral, info }, material, derivedLength * 8))
  const key = await crypto.subtle.importKey('raw', derived.slice(0, 32), 'AES-GCM', false, ['encrypt'])
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: derived.slice(32), additionalData: own(boundTo(head)) }, key, own(paddedJson(content)))
  return { ...head, ephemeral: toBase64Url(ephemeral), sealed: toBase64Url(new Uint8Array(sealed)) }
}

function itemDigest(item: BallotItem): Promise<string> {
  return digest(itemBytes(item))
}

async function digest(bytes: Uint8Array): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', own(bytes))))
}

/** The same bytes in a buffer of their own, as the browser's types ask for. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes)
}
