import type { Mapping, MappingQuestion } from '@clientele/engine';
import classes from './Columns.module.css';
import { questionText } from './column-text.ts';

interface QuestionsProps {
  questions: readonly MappingQuestion[];
  mapping: Mapping;
  change: (mapping: Mapping) => void;
}

/** What can be read in two ways is asked, never guessed: plain choices, each with what it would mean. */
export function Questions({ questions, mapping, change }: QuestionsProps) {
  if (questions.length === 0) return null;
  return (
    <div className={classes.questions}>
      {questions.map(question => (
        <Question
          key={question.about}
          question={question}
          answer={mapping[question.about]}
          give={answer => change({ ...mapping, [question.about]: answer })}
        />
      ))}
    </div>
  );
}

interface QuestionProps {
  question: MappingQuestion;
  answer: string | undefined;
  give: (answer: string) => void;
}

function Question({ question, answer, give }: QuestionProps) {
  const { ask, choices } = questionText(question);
  const others = question.examples.length > 1 ? question.examples.slice(0, 5).join('   ') : '';
  return (
    <fieldset className={classes.question} data-open={answer === undefined || undefined}>
      <legend>{ask}</legend>
      <div className={classes.choices}>
        {choices.map(({ value, text, note }) => (
          <label key={value} className={classes.choice}>
            <input
              type="radio"
              name={question.about}
              checked={answer === value}
              onChange={() => give(value)}
            />
            <b>{text}</b> <span className={classes.muted}>{note}</span>
          </label>
        ))}
      </div>
      {others && <p className={classes.muted}>The column has: {others}</p>}
    </fieldset>
  );
}
