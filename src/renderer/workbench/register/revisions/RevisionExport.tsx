import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Check, Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat } from '../../../../shared/domain/register.ts'
import type { ExportWish } from '../export/useExport.tsx'

const formats = ['html', 'pdf', 'json', 'dsse', 'md', 'xlsx', 'csv', 'threat-table', 'stride-list', 'sarif', 'threat-dragon', 'otm', 'threat-composer', 'jira-csv', 'github-csv', 'gitlab-csv', 'drawio', 'mermaid', 'svg', 'png'] as const satisfies readonly ExportFormat[]

/** All formats that a frozen revision is handed out in, for everybody or without names and votes. */
export function RevisionExport({ signed, onExport }: { signed: boolean; onExport: (format: ExportFormat, cut: ExportWish['cut']) => void }) {
  const { t } = useTranslation('register')
  const [menu, setMenu] = useState<HTMLElement | null>(null)
  const [cut, setCut] = useState(false)
  return (
    <>
      <Button variant="outlined" startIcon={<Download size={15} />} aria-haspopup="menu" aria-expanded={menu !== null} onClick={(event) => setMenu(event.currentTarget)}>
        {t('exportMore')}
      </Button>
      <Menu anchorEl={menu} open={menu !== null} onClose={() => setMenu(null)}>
        <MenuItem role="menuitemcheckbox" aria-checked={cut} onClick={() => setCut(!cut)}>
          <Box sx={{ display: 'grid', width: 24, color: 'primary.main' }}>{cut ? <Check size={16} /> : null}</Box>
          {t('exportWithoutNames')}
        </MenuItem>
        <Divider component="li" />
        {formats
          .filter((format) => signed || format !== 'dsse')
          .map((format) => (
            <MenuItem
              key={format}
              onClick={() => {
                setMenu(null)
                onExport(format, cut ? 'names-and-votes' : 'nothing')
              }}
            >
              {t(`exportFormat.${format}`)}
            </MenuItem>
          ))}
      </Menu>
    </>
  )
}
