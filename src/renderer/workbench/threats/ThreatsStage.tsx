export function ThreatsStage({ project }: { project: string }) {
  return <div data-project={project} />
}
