select plan from rota_planned where body = :body and problem = :problem and authority = :authority
