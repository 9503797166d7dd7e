import type { FacilitatorCommand } from '../../../shared/domain/facilitator-command.ts'

/** Runs a command; the answer is true when it was taken. What was refused is said in a toast. */
export type Send = (command: FacilitatorCommand) => Promise<boolean>
