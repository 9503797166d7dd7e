import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Id } from '../domain/id.ts'
import { SignatureInfo, SignatureRequest, SignRequestInfo } from '../domain/register.ts'
import { agreements } from '../domain/sign-off.ts'
import { RoomAddress } from '../domain/workshop.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)
const OfProject = z.object({ project: Id })
const File = z.object({ name: z.string().max(500), bytes: z.base64().max(45_000_000) })
const FileOut = z.object({ name: z.string(), mime: z.string(), bytes: z.base64() })
const Asked = z.object({ role: z.string().max(200), meaning: z.enum(agreements), scope: z.union([z.literal('all'), z.array(Id).min(1)]) })

/** Signing other than in the facilitator's own window. */
export const signOffContract = {
  /** How many required signatures the last revision still wants; 0 without a revision. */
  unsigned: op.input(OfProject).output(z.object({ count: z.number().int() })),
  /** A file for somebody who signs later, elsewhere: the revision without anybody's name, and what is asked of them. */
  signRequest: op.input(OfProject.extend({ revision: Id, asked: Asked.nullable() })).output(FileOut),
  /** What a sign request is about, checked against its own hash. Needs no project. */
  readSignRequest: op.input(z.object({ file: File })).output(SignRequestInfo),
  /** Signs a sign request with this installation's key; answers the file to send back. */
  answerSignRequest: op.input(z.object({ file: File, request: SignatureRequest })).output(FileOut),
  /** Opens a room in which people sign a revision on devices of their own; one at a time. It ends with the program, or when it is shut. */
  openSignRoom: op.input(OfProject.extend({ revision: Id })).output(RoomAddress),
  signRoom: op.input(OfProject).output(z.object({ revision: Id, address: RoomAddress }).nullable()),
  shutSignRoom: op.input(OfProject).output(z.void()),
  /** Takes a signature file into the revision that it is over. */
  importSignature: op.input(OfProject.extend({ file: File })).output(SignatureInfo),
}
