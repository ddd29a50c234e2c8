import { ActionIcon, Button, Loader, NumberInput, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useKeys } from '../../ui/keys.ts';
import { useTexts } from '../../ui/use-texts.ts';
import classes from './pdf-preview.module.css';
import { PdfPage } from './pdf-page.tsx';
import { reportWords } from './report-texts.ts';
import { usePdf } from './use-pdf.ts';
import type { ReportPdf } from './use-report-pdf.ts';

/** Widths of a page in CSS pixels. */
const widths: readonly number[] = [480, 620, 780, 960, 1240];

/** The pages as they print, one after the other. */
export function PdfPreview({ made }: { readonly made: ReportPdf }) {
  const words = useTexts(reportWords);
  const pdf = usePdf(made.bytes);
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(2);
  const pages = pdf?.numPages ?? 0;
  const go = (to: number): void => {
    setPage(Math.min(Math.max(1, to), Math.max(1, pages)));
  };
  useKeys([
    {
      keys: ['PageDown', 'ArrowRight'],
      does: words.next,
      run: () => {
        go(page + 1);
      },
    },
    {
      keys: ['PageUp', 'ArrowLeft'],
      does: words.previous,
      run: () => {
        go(page - 1);
      },
    },
    {
      keys: ['+'],
      does: words.zoomIn,
      run: () => {
        setZoom(Math.min(widths.length - 1, zoom + 1));
      },
    },
    {
      keys: ['-'],
      does: words.zoomOut,
      run: () => {
        setZoom(Math.max(0, zoom - 1));
      },
    },
  ]);
  return (
    <section className={classes['preview']} aria-label={words.title}>
      <PreviewBar made={made} page={page} pages={pages} onGo={go} zoom={zoom} onZoom={setZoom} />
      <div className={classes['paper']} tabIndex={0} role="region" aria-label={words.page(page, pages)}>
        {made.error === undefined ? null : <ErrorNote error={made.error} onRetry={made.make} />}
        {pdf === undefined ? (
          <Waiting made={made} />
        ) : (
          <PdfPage pdf={pdf} page={Math.min(page, pages)} width={widths[zoom] ?? 780} />
        )}
      </div>
    </section>
  );
}

function Waiting({ made: { making, report, bytes } }: { readonly made: ReportPdf }) {
  const words = useTexts(reportWords);
  if (!making && report !== undefined && bytes === undefined) return <p>{words.tooLarge(report.file)}</p>;
  return making ? (
    <p className={classes['waiting']} role="status">
      <Loader size="sm" /> {words.making}
    </p>
  ) : null;
}

interface PreviewBarProps extends PageTurnerProps {
  readonly made: ReportPdf;
  readonly zoom: number;
  readonly onZoom: (zoom: number) => void;
}

function PreviewBar({ made, zoom, onZoom, ...turner }: PreviewBarProps) {
  const words = useTexts(reportWords);
  return (
    <div className={classes['bar']}>
      <SegmentedControl
        size="xs"
        aria-label={words.language}
        value={made.lang}
        data={[
          { value: 'en', label: 'English' },
          { value: 'it', label: 'Italiano' },
        ]}
        onChange={(lang) => {
          made.setLang(lang === 'it' ? 'it' : 'en');
        }}
      />
      <PageTurner {...turner} />
      <ZoomButtons zoom={zoom} onZoom={onZoom} />
      <Button size="compact-sm" variant="default" loading={made.making} onClick={made.make}>
        {words.again}
      </Button>
      {made.behind > 0 ? <span className={classes['behind']}>{words.stale(made.behind)}</span> : null}
    </div>
  );
}

interface PageTurnerProps {
  readonly page: number;
  readonly pages: number;
  readonly onGo: (page: number) => void;
}

function PageTurner({ page, pages, onGo }: PageTurnerProps) {
  const words = useTexts(reportWords);
  return (
    <div className={classes['turner']}>
      <ActionIcon variant="default" aria-label={words.previous} disabled={page <= 1} onClick={() => onGo(page - 1)}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <NumberInput
        size="xs"
        w={64}
        min={1}
        max={Math.max(1, pages)}
        hideControls
        aria-label={words.goToPage}
        value={page}
        onChange={(value) => onGo(Number(value))}
      />
      <span>{words.page(page, pages)}</span>
      <ActionIcon variant="default" aria-label={words.next} disabled={page >= pages} onClick={() => onGo(page + 1)}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </div>
  );
}

function ZoomButtons({ zoom, onZoom }: { readonly zoom: number; readonly onZoom: (zoom: number) => void }) {
  const words = useTexts(reportWords);
  return (
    <div className={classes['turner']}>
      <ActionIcon variant="default" aria-label={words.zoomOut} disabled={zoom === 0} onClick={() => onZoom(zoom - 1)}>
        <IconMinus size={16} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={words.zoomIn}
        disabled={zoom === widths.length - 1}
        onClick={() => onZoom(zoom + 1)}
      >
        <IconPlus size={16} />
      </ActionIcon>
    </div>
  );
}
