import { z } from 'zod'
import { phrasebook } from './phrasebook.ts'

/** Everything that verification says, in the command line's English. Pages say it by its code. */
export const verifyPhrases = phrasebook([
  // What is checked
  ['is-register', 'The file is a register'],
  ['form', 'Every byte is in its place'],
  ['hash', 'The register is what the revision hash says'],
  ['log', 'The log of workshop "{workshop}" is whole'],
  ['settled', 'Settled scores are those of the logs'],
  ['scores', 'Totals, bands and ranks follow from the values'],
  ['sealed', 'Names and votes are those that were sealed'],
  ['keys', 'The keys are those of the signatures'],
  ['signed', 'The register is signed'],
  ['trusted', 'Every signature is by a trusted key'],
  ['required', 'Everybody who has to sign has signed'],
  ['signature', 'Signature of {name}, {role}'],
  ['a-signature', 'A signature'],
  // What was found
  ['not-utf8', 'its bytes are not UTF-8 text'],
  ['not-json', 'it is not JSON that can be checked: {problem}'],
  ['other-shape', '{place}: {problem}'],
  ['schema', '{schema}, {bytes} bytes'],
  ['other-byte', 'byte {at} is not what canonical JSON (RFC 8785) has there'],
  ['not-in-order', '{list} are not in order'],
  ['same-again', 'encoded again, the file is the same'],
  ['hash-is', 'revision {revision}, SHA-256 {hash}'],
  ['hash-other', 'its SHA-256 is {hash}, the file says {stated}'],
  ['row-changed', '{threat} was changed since'],
  ['row-missing', '{threat} was taken out'],
  ['row-added', '{threat} was put in'],
  ['part-changed', 'the part "{part}" was changed since'],
  ['more-changed', 'and {count} more'],
  ['event-missing', 'event {seq} is missing: the next one is numbered {next}'],
  ['event-loose', 'event {seq} does not follow from the one before it'],
  ['event-changed', 'event {seq} is not what its hash says'],
  ['log-end', 'it does not end where the register says'],
  ['log-is', '{events} events, head {head}'],
  ['settled-here', '{count} settled in workshops'],
  ['settled-elsewhere', '{count} in workshops of another project, whose logs are not here'],
  ['score-left-out', '{threat}: the log settled it, and the register leaves that out'],
  ['score-never', '{threat}: the log never settled it'],
  ['score-otherwise', '{threat}: the log settled it otherwise'],
  ['scores-are', '{threats} threats, band scheme {scheme}'],
  ['scores-wrong', '{threats}'],
  ['disclosure-changed', 'the disclosure of "{name}" with digest {digest} was changed'],
  ['disclosure-stray', 'the disclosure of "{name}" with digest {digest} belongs to nothing in this register'],
  ['shown', '{shown} of {sealed} are shown'],
  ['shown-cut', 'cut from this copy, or erased: {count}'],
  ['shown-kept', 'never leave the workshop, or were replaced before the reveal: {count}'],
  ['shown-unread', 'cut, erased, or never left the workshop, which its log does not tell this program: {count}'],
  ['key-idle', 'nothing is signed with {fingerprint}'],
  ['nobody', 'nobody has signed it'],
  ['keys-are', '{count}'],
  ['not-a-fingerprint', '"{text}" is not a fingerprint: 64 hexadecimal digits are expected'],
  ['not-trusted', '{name}: {fingerprint} is not among them'],
  ['trusted-keys', '{count} trusted'],
  ['signs', '{meaning}, {scope}, {at}, {assurance}, key {fingerprint}'],
  ['commented', 'and writes: "{comment}"'],
  ['declines', 'declines, {scope}, {at}, {assurance}, key {fingerprint}, because: "{comment}"'],
  ['declined-without-reason', 'who declines has to say why'],
  ['only-declined', 'whoever answered declined; nobody has signed it'],
  ['required-all', '{count} of {count}'],
  ['required-open', '{role} ({meaning}): nobody has signed'],
  ['required-declined', '{role} ({meaning}): {name} declined'],
  ['required-partly', '{role} ({meaning}): {name} signed, and not for everything that is asked: {required}'],
  ['envelope-base64', 'its base64 is not exact'],
  ['not-a-signoff', 'what was signed is not a sign-off in canonical form'],
  ['payload-type', 'its payload type is not {type}'],
  ['other-key-named', 'the envelope names another key than what was signed'],
  ['key-missing', 'its key {fingerprint} is not in the file'],
  ['key-other', 'the key is not the one that its fingerprint names'],
  ['signature-length', 'a signature has 64 bytes'],
  ['signature-wrong', 'the signature does not fit what was signed'],
  ['other-revision', 'it is over another revision, with SHA-256 {hash}'],
  ['name-other', 'the disclosure of its name is of something else'],
  ['scope-unknown', 'its scope names threats that are not in the register'],
  // What the signatures do not prove
  ['whose-key', 'Whose key it is: a signature shows that the holder of a key signed, not who that is. Compare the fingerprints over a way you trust.'],
  ['when', 'When it was signed: the times are what the clock of the signing computer said.'],
  ['all-here', 'That everybody who signed is here: a whole signature can be left out of a copy.'],
  ['attested', 'That these people agreed: where it says "attested by the host", the host signed for them, and it is the host\'s word.'],
  ['cut', 'Names and votes that were cut from this copy, or erased: they are not here to be checked.'],
  ['kept', 'What never leaves the workshop (answers to the poll, votes of hidden rounds, all that an anonymous workshop seals), or was replaced before the reveal: no copy shows it, so nobody can check it.'],
  ['cut-or-kept', 'Names and votes that are not here to be checked: whether they were cut from this copy, erased, or never left the workshop, its log does not tell this program.'],
  ['declined', 'That all agree: {name} declined, and said so with a signature.'],
  ['elsewhere', 'How scores came about that were settled in another project: the log of that workshop is not here.'],
])

export const verifyCodes = verifyPhrases.codes

/** One thing that verification says: its code, and what stands in the sentence's places. */
export const VerifyText = z.object({ code: z.enum(verifyCodes), data: z.record(z.string(), z.union([z.string(), z.number()])) })
export type VerifyText = z.infer<typeof VerifyText>
export type VerifyCode = VerifyText['code']

export function verifyText(code: VerifyCode, data: VerifyText['data'] = {}): VerifyText {
  return { code, data }
}

/** In English, as the command line prints it. */
export function inEnglish(...texts: readonly VerifyText[]): string {
  return texts.map(({ code, data }) => verifyPhrases.say(code, data)).join('; ')
}
