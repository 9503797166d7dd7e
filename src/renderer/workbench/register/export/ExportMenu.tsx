import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat } from '../../../../shared/domain/register.ts'

const formats = ['pdf', 'html', 'md', 'xlsx', 'csv', 'json', 'threat-table', 'stride-list', 'threat-composer', 'threat-dragon', 'otm', 'drawio', 'mermaid', 'svg', 'png', 'sarif', 'jira-csv', 'github-csv', 'gitlab-csv', 'dread'] as const
/** What is worth writing before there is a threat. */
const withoutThreats: readonly ExportFormat[] = ['threat-dragon', 'otm', 'drawio', 'mermaid', 'svg', 'png', 'dread']

/** The formats that a project is written in, as a menu behind a button. */
export function ExportMenu({ hasThreats, onExport }: { hasThreats: boolean; onExport: (format: ExportFormat) => void }) {
  const { t } = useTranslation('register')
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button variant="outlined" startIcon={<Download size={15} />} aria-haspopup="menu" onClick={(event) => setMenu(event.currentTarget)}>
        {t('export')}
      </Button>
      <Menu anchorEl={menu} open={menu !== null} onClose={() => setMenu(null)}>
        {formats
          .filter((format) => hasThreats || withoutThreats.includes(format))
          .map((format) => (
            <MenuItem
              key={format}
              onClick={() => {
                setMenu(null)
                onExport(format)
              }}
            >
              {t(`exportFormat.${format}`)}
            </MenuItem>
          ))}
      </Menu>
    </>
  )
}
