"""What courses teach: skills seen in their texts, people's word on them, job roles, paths, and ESCO."""
