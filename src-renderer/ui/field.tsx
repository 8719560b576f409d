// Fields of a form: a text line, a text area, a choice, a check box. Label above, help and problem below.
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components';
import './field.css';

interface TextProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** rows of a text area; without it, one line */
  rows?: number;
  type?: 'text' | 'password' | 'date' | 'time' | 'datetime-local';
  placeholder?: string;
  help?: ReactNode;
  problem?: string | null;
  autoFocus?: boolean;
  required?: boolean;
  /** it can be read and copied, not changed here */
  readOnly?: boolean;
  maxLength?: number;
  /** the label is there for screen readers alone */
  hideLabel?: boolean;
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  onPaste?: (event: React.ClipboardEvent<HTMLInputElement | HTMLTextAreaElement>) => void;
  mono?: boolean;
}

export function TextField(props: TextProps) {
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { autoFocus = false } = props;
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  const notes = [props.help === undefined ? '' : `${id}-help`, hasProblem(props.problem) ? `${id}-problem` : '']
    .filter((part) => part !== '')
    .join(' ');
  const common = {
    id,
    ref: field,
    className: `input${props.mono === true ? ' mono' : ''}`,
    value: props.value,
    placeholder: props.placeholder,
    readOnly: props.readOnly,
    'aria-required': props.required === true || undefined,
    'aria-invalid': hasProblem(props.problem) || undefined,
    'aria-describedby': notes === '' ? undefined : notes,
    onChange: (event: { target: { value: string } }) => props.onChange(event.target.value),
    onBlur: props.onBlur,
    onKeyDown: props.onKeyDown,
    onPaste: props.onPaste,
    spellCheck: props.type === undefined,
    // "off" alone does not keep a browser from putting a password of its own there.
    autoComplete: props.type === 'password' ? 'new-password' : 'off',
  };
  return (
    <div className="field">
      <label htmlFor={id} className={props.hideLabel === true ? 'off-screen' : undefined}>
        {props.label}
      </label>
      {props.rows === undefined ? (
        <input {...common} type={props.type ?? 'text'} step={props.type === 'time' ? 1 : undefined} />
      ) : (
        <textarea {...common} rows={props.rows} />
      )}
      <FieldNotes id={id} help={props.help} problem={props.problem} />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  hideLabel?: boolean;
  help?: ReactNode;
  small?: boolean;
}

/** A choice from a short, fixed list: the platform's own list box, which every keyboard and reader knows. */
export function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
  hideLabel = false,
  help,
  small = false,
}: ChoiceProps<T>) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'off-screen' : undefined}>
        {label}
      </label>
      <select
        id={id}
        className={`input select${small ? ' small' : ''}`}
        value={value}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <FieldNotes id={id} help={help} problem={null} />
    </div>
  );
}

interface CheckProps {
  children: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  name?: string;
}

export function CheckBox({ children, checked, onChange, name }: CheckProps) {
  return (
    <AriaCheckbox
      className="check"
      isSelected={checked}
      onChange={onChange}
      {...(name === undefined ? {} : { 'aria-label': name })}
    >
      <span className="check-box" aria-hidden="true" />
      {children}
    </AriaCheckbox>
  );
}

/** The lines under a field; the ids are what `aria-describedby` of the field names. */
export function FieldNotes({ id, help, problem }: { id: string; help: ReactNode; problem: string | null | undefined }) {
  return (
    <>
      {help === undefined ? null : (
        <small id={`${id}-help`} className="field-help">
          {help}
        </small>
      )}
      {hasProblem(problem) ? (
        <small id={`${id}-problem`} className="field-problem" role="alert">
          {problem}
        </small>
      ) : null}
    </>
  );
}

function hasProblem(problem: string | null | undefined): boolean {
  return problem !== undefined && problem !== null && problem !== '';
}
