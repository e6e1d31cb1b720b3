update board_record set answered_on = cast(fields as jsonb) ->> 'answered_on' where cast(fields as jsonb) ->> 'answered_on' <> '';
