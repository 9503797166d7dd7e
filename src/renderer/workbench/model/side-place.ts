/** Where what is selected stands: beside the diagram, and below it where there is no room for both. Always in view. */
export const sidePlace = {
  width: { xs: 'auto', md: 348 },
  height: { xs: '46%', md: 'auto' },
  flex: 'none',
  borderLeft: { xs: 0, md: '1px solid' },
  borderTop: { xs: '1px solid', md: 0 },
  borderColor: { xs: 'divider', md: 'divider' },
  bgcolor: 'background.paper',
  overflow: 'auto',
} as const
