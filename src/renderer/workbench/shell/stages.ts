/** The stages of a project, in the order of the work. */
export const stages = ['model', 'threats', 'workshop', 'register', 'settings'] as const
export type Stage = (typeof stages)[number]

export function isStage(name: string): name is Stage {
  return stages.some((stage) => stage === name)
}

export function stagePath(project: string, stage: Stage): string {
  return `/p/${project}/${stage}`
}
