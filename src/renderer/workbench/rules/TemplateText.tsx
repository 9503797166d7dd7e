import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'

const Placeholder = z.enum(['element', 'source', 'target', 'flow', 'technology', 'boundary', 'neighbour', 'count'])

/** A rule's text, with the names in braces shown as places where words of the model go. */
export function TemplateText({ text }: { text: string }) {
  const { t } = useTranslation('rules')
  return text.split(/(\{[a-z]+\})/).map((part, index) => {
    const name = Placeholder.safeParse(part.slice(1, -1))
    if (!part.startsWith('{') || !name.success) return part
    return (
      <Box key={index} component="span" sx={{ color: 'primary.main', fontStyle: 'italic', fontWeight: 500 }}>
        {t(`place.${name.data}`)}
      </Box>
    )
  })
}
