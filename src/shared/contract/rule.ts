import { oc } from '@orpc/contract'
import { z } from 'zod'
import { Id } from '../domain/id.ts'
import { PackInfo, RuleDetail, RuleId, RuleLibrary, RulePreview, RuleSettings } from '../domain/rule.ts'
import { errors } from './errors.ts'

const op = oc.errors(errors)
const OfProject = z.object({ project: Id })
const Reason = z.string().trim().min(1).max(2000)
/** A pack as text. What is longer than a pack may be is refused by its own check, with the place. */
const PackText = z.string().max(1_000_000)
/** Of a pack's text: its SHA-256 in hexadecimal. */
const PackRevision = z.string().regex(/^[0-9a-f]{64}$/)
const FileName = z.string().min(1).max(255)
/** A rule's id, or that of a template's threat type, which may be any text. */
const RuleName = z.string().min(1).max(500)
const Switches = z.record(RuleName, z.boolean())

/** Packs and rules: what there is, what a project makes of it, and the user's own. */
export const ruleContract = {
  /** Every pack with its rules, and what is wrong with those that are left out. */
  library: op.output(RuleLibrary),
  detail: op.input(z.object({ rule: RuleName })).output(RuleDetail),
  settings: op.input(OfProject).output(RuleSettings),
  /** Switches packs and rules of a project on or off, as one undoable step; those that are not named stay. */
  setSettings: op.input(OfProject.extend({ packs: Switches.default({}), rules: Switches.default({}) })).output(RuleSettings),
  /** Makes a rule silent about elements or flows, which are its subjects, with the reason. */
  suppress: op.input(OfProject.extend({ rule: RuleName, on: z.array(Id).min(1).max(1000), reason: Reason })).output(RuleSettings),
  unsuppress: op.input(OfProject.extend({ rule: RuleName, on: z.array(Id).min(1).max(1000) })).output(RuleSettings),
  /** What the text of a pack would change on a project's model, in place of the file `file`; only checks it where `project` is null. Changes nothing. */
  preview: op.input(z.object({ project: Id.nullable(), file: FileName.nullable(), text: PackText })).output(RulePreview),
  /** The text of a file: a shipped pack's, or an own one's, sound or not. */
  packText: op.input(z.object({ file: FileName, origin: PackInfo.shape.origin })).output(z.object({ text: z.string(), revision: PackRevision })),
  /** A shipped or own pack under ids that are free, as a start for one's own. */
  copyPack: op.input(z.object({ pack: RuleId })).output(z.object({ text: z.string() })),
  /**
   * Writes an own pack, which must be sound; into a new file where `file` is null. `revision` is that of the text one began with: where the
   * file says something else by now, it is refused as `pack-changed`, and where it is gone, as not found. Null writes over whatever is there.
   */
  savePack: op.input(z.object({ file: FileName.nullable(), text: PackText, revision: PackRevision.nullable() })).output(PackInfo.extend({ revision: PackRevision })),
  /** Takes a file in as an own pack. Refused where there is one of that name, unless it may be replaced. */
  importPack: op.input(z.object({ file: z.object({ name: z.string().max(500), bytes: z.base64().max(3_000_000) }), replace: z.boolean() })).output(PackInfo),
  exportPack: op.input(z.object({ file: FileName, origin: PackInfo.shape.origin })).output(z.object({ name: z.string(), mime: z.string(), bytes: z.base64() })),
  /** Sets an own pack's file aside, beside earlier ones of that name; `restorePack` brings the last of them back. */
  removePack: op.input(z.object({ file: FileName })).output(z.void()),
  restorePack: op.input(z.object({ file: FileName })).output(z.void()),
}
