import { createTheme } from '@mui/material/styles'
import { bands } from '../../shared/domain/dread.ts'
import { dark, fontFamily, grid, light, type Palette, severityDark, severityLight } from './tokens.ts'

function palette(tokens: Palette) {
  return {
    primary: { main: tokens.accent, dark: tokens.accentStrong, contrastText: tokens.accentText },
    error: { main: tokens.danger },
    warning: { main: tokens.warning },
    success: { main: tokens.success },
    info: { main: tokens.accent },
    background: { default: tokens.background, paper: tokens.surface },
    text: { primary: tokens.text, secondary: tokens.muted },
    divider: tokens.line,
    action: { hover: tokens.accentSoft, selected: tokens.accentSoft },
  }
}

/** Where the focus is. Without ripples MUI shows nothing of its own, and takes the browser's outline away. */
const focusRing = { outline: '2px solid var(--mui-palette-primary-main)', outlineOffset: 2 }
/** In a row of things that touch each other, or in one that scrolls, a ring outside would be cut off. */
const inwards = { ...focusRing, outlineOffset: -2 }

/** One of four bars of a severity, the first the lowest, as a layer of its background: a drawing in each would cost lists a fifth of their frames. */
function bar(index: number, filled: boolean): string {
  return `linear-gradient(${filled ? 'currentColor' : 'color-mix(in srgb, currentColor 28%, transparent)'} 0 0) ${8 + 5 * index}px ${12 - 2 * index}px / 3px ${4 + 2 * index}px no-repeat`
}

/** One to four bars and a name on the colour of a band (`SeverityChip`). */
const severity = {
  '.severity': { display: 'inline-block', height: 22, paddingInline: '32px 8px', borderRadius: 6, fontSize: 12, fontWeight: 650, lineHeight: '22px', whiteSpace: 'nowrap' },
  ...Object.fromEntries(
    bands.flatMap((band, rank) => {
      const bars = [0, 1, 2, 3].map((index) => bar(index, index < bands.length - rank)).join(', ')
      return [
        [`.severity[data-severity=${band}]`, { background: `${bars}, ${severityLight[band].fill}`, color: severityLight[band].text }],
        [`[data-scheme=dark] .severity[data-severity=${band}]`, { background: `${bars}, ${severityDark[band].fill}`, color: severityDark[band].text }],
      ]
    }),
  ),
}

/** The workbench's one theme: light and dark are equals, the system decides until the user does. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-scheme' },
  colorSchemes: { light: { palette: palette(light) }, dark: { palette: palette(dark) } },
  spacing: grid,
  shape: { borderRadius: 8 },
  typography: {
    fontFamily,
    fontSize: 14,
    htmlFontSize: 16,
    h1: { fontSize: 24, fontWeight: 650, letterSpacing: '-0.015em', lineHeight: 1.25 },
    h2: { fontSize: 18, fontWeight: 650, letterSpacing: '-0.01em', lineHeight: 1.3 },
    h3: { fontSize: 15, fontWeight: 650, lineHeight: 1.35 },
    subtitle2: { fontSize: 12, fontWeight: 600, letterSpacing: '0.02em' },
    body1: { fontSize: 14, lineHeight: 1.5 },
    body2: { fontSize: 13, lineHeight: 1.5 },
    caption: { fontSize: 12, lineHeight: 1.4 },
    button: { textTransform: 'none', fontWeight: 600, fontSize: 14 },
  },
  transitions: { duration: { shortest: 80, shorter: 100, short: 120, standard: 140, complex: 150, enteringScreen: 140, leavingScreen: 100 } },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        body: { fontFeatureSettings: '"tnum" 1, "cv05" 1', overflow: 'hidden' },
        'html, body, #root': { height: '100%' },
        'button, input, textarea, select': { font: 'inherit' },
        // Pictures name their letters for readers elsewhere; here they are the page's.
        'svg[font-family]': { fontFamily: 'inherit' },
        '*:focus-visible': focusRing,
        ...severity,
        '@media (prefers-reduced-motion: reduce)': { '*': { animation: 'none !important', transition: 'none !important' } },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { '&:focus-visible, &.Mui-focusVisible': focusRing } },
    },
    MuiMenuItem: { styleOverrides: { root: { '&:focus-visible, &.Mui-focusVisible': inwards } } },
    MuiButton: {
      defaultProps: { disableElevation: true, size: 'small' },
      styleOverrides: { root: { borderRadius: 7, paddingInline: 12, minHeight: 32 } },
    },
    MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiCard: {
      defaultProps: { variant: 'outlined' },
      styleOverrides: { root: { borderRadius: 10 } },
    },
    MuiDialog: { styleOverrides: { paper: { borderRadius: 14, border: '1px solid var(--mui-palette-divider)' } } },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: 18, fontWeight: 650, paddingBottom: 8 } } },
    MuiDialogActions: { styleOverrides: { root: { padding: '12px 24px 20px' } } },
    MuiTextField: { defaultProps: { size: 'small', variant: 'outlined' } },
    MuiOutlinedInput: { styleOverrides: { root: { borderRadius: 7 } } },
    // A small title over a field or a group is no heading of the page.
    MuiTypography: { defaultProps: { variantMapping: { subtitle1: 'p', subtitle2: 'p' } } },
    MuiTooltip: {
      defaultProps: { enterDelay: 400, arrow: true },
      styleOverrides: { tooltip: { fontSize: 12, fontWeight: 500 } },
    },
    MuiChip: { styleOverrides: { root: { fontWeight: 550, borderRadius: 6 }, sizeSmall: { height: 22 } } },
    MuiToggleButton: {
      styleOverrides: {
        root: {
          textTransform: 'none',
          color: 'var(--mui-palette-text-secondary)',
          paddingBlock: 4,
          paddingInline: 10,
          '&.Mui-selected, &.Mui-selected:hover': { color: 'var(--mui-palette-primary-main)', backgroundColor: 'var(--mui-palette-action-selected)' },
        },
      },
    },
    MuiTab: { styleOverrides: { root: { textTransform: 'none', minHeight: 40, fontWeight: 600, '&:focus-visible, &.Mui-focusVisible': inwards } } },
    MuiTabs: { styleOverrides: { root: { minHeight: 40 } } },
  },
})
