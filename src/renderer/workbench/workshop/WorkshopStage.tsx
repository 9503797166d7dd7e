export function WorkshopStage({ project }: { project: string }) {
  return <div data-project={project} />
}
