export function ModelStage({ project }: { project: string }) {
  return <div data-project={project} />
}
