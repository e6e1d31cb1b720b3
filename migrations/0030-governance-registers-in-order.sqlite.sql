update board_record set answered_on = json_extract(fields, '$.answered_on') where json_extract(fields, '$.answered_on') <> '';
